import { Guard } from '../shell/NotFound';
import { DeskPage } from './DeskPage';

export function DeskRoute() {
  return (
    <Guard any={['take-calls']}>
      <DeskPage />
    </Guard>
  );
}
