import { Guard } from '../shell/NotFound';
import { CallPage } from './CallPage';
import { CallsPage } from './CallsPage';

export function CallsRoute() {
  return (
    <Guard any={['see-calls', 'see-own-calls']}>
      <CallsPage />
    </Guard>
  );
}

export function CallRoute() {
  return (
    <Guard any={['see-calls', 'see-own-calls']}>
      <CallPage />
    </Guard>
  );
}
