import { describe, expect, it } from 'vitest';
import { stepAmong } from './stepAmong';

const press = (key: string, change = {}) => ({ key, altKey: false, ctrlKey: false, metaKey: false, ...change });

describe('arrow keys among results', () => {
  it('go on and back, round the ends', () => {
    expect(stepAmong(press('ArrowRight'), 0, 3)).toBe(1);
    expect(stepAmong(press('ArrowDown'), 2, 3)).toBe(0);
    expect(stepAmong(press('ArrowLeft'), 0, 3)).toBe(2);
    expect(stepAmong(press('ArrowUp'), 2, 3)).toBe(1);
    expect(stepAmong(press('Home'), 2, 3)).toBe(0);
    expect(stepAmong(press('End'), 0, 3)).toBe(2);
  });

  it('begin at an end when nothing has the focus yet', () => {
    expect(stepAmong(press('ArrowRight'), -1, 3)).toBe(0);
    expect(stepAmong(press('ArrowLeft'), -1, 3)).toBe(2);
  });

  it('leave other keys and combinations alone', () => {
    expect(stepAmong(press('Enter'), 0, 3)).toBeNull();
    expect(stepAmong(press('ArrowRight', { altKey: true }), 0, 3)).toBeNull();
    expect(stepAmong(press('ArrowRight'), 0, 0)).toBeNull();
  });
});
