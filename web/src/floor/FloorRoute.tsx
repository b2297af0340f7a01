import { Guard } from '../shell/NotFound';
import { FloorPage } from './FloorPage';

export function FloorRoute() {
  return (
    <Guard any={['see-floor']}>
      <FloorPage />
    </Guard>
  );
}
