const Koa = require('koa');

const app = new Koa();
app.use((ctx) => {
  ctx.body = { service: 'other-framework' };
});
app.listen(Number(process.env.PORT || 3000));
