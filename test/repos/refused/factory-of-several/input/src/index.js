const { createPublic, createAdmin } = require('./apps');

const app = createPublic();
app.use('/admin', createAdmin());
app.listen(process.env.PORT || 3000);
