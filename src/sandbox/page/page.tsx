/** The page's beginning: puts a workspace in the browser. */
import './tokens.css';
import './page.css';
import { createRoot } from 'react-dom/client';
import { ConnectionProvider } from './connection/connection.tsx';
import { Frame } from './slack/frame.tsx';

const page = document.getElementById('page');
if (page) {
  createRoot(page).render(
    <ConnectionProvider>
      <Frame />
    </ConnectionProvider>,
  );
}
