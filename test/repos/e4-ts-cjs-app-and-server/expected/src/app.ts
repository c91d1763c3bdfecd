import express from 'express';
import routes from './routes';
import { secureApp, secureErrors } from './security/index';

const app: express.Express = express();
secureApp(app);

app.use(express.json());
app.use(routes);
secureErrors(app);

export default app;
