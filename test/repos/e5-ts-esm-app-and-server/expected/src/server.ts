import { app } from './app.js';
import { secureServer } from './security/index.js';

const port = Number(process.env.PORT ?? 3000);

const server = secureServer(app.listen(port, () => {
  console.log(`listening on ${port}`);
}));

export default server;
