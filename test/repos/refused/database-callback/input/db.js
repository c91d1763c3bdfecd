exports.connect = (done) => setImmediate(() => done(null, { open: true }));
