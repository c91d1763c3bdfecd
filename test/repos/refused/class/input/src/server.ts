import { App } from './app.js';

new App(Number(process.env.PORT ?? 3000)).listen();
