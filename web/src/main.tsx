import '@mantine/core/styles.css';
import './ui/global.css';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { startTexts } from './i18n';
import { Otvet } from './otvet';
import { OtvetContext } from './ui/context';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');

const texts = await startTexts();
const otvet = new Otvet((key, values) => texts.t(key, values ?? {}));
void otvet.start();
createRoot(root).render(
  <OtvetContext value={otvet}>
    <App />
  </OtvetContext>,
);
