const app = require('./app');
const { secureServer } = require('./security/index');

secureServer(app.listen(process.env.PORT || 3000));
