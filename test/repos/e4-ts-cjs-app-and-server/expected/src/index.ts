import app from './app';
import { secureServer } from './security/index';

secureServer(app.listen(process.env.PORT ?? 3000));
