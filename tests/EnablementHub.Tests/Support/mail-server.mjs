// A real SMTP server for the tests. What it does with a mail stands in its recipient's name: ok@, rcpt-550@, data-451@,
// once-451@ (refused the first time), slow@ (never answers), cut@ (ends the connection in the middle of the mail), cut-once@.
// Says its port in the first line, then a line of JSON for each mail that it took and each sign-in that it saw.
import { readFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';

const options = JSON.parse(process.argv[2]);
const seen = new Set();
const say = line => process.stdout.write(JSON.stringify(line) + '\n');
const refusal = code => Object.assign(new Error(`Refused with ${code} as asked`), { responseCode: Number(code) });
const isFirst = name => !seen.has(name) && seen.add(name);
const nameOf = address => address.address.split('@')[0];

const server = new SMTPServer({
  secure: options.secure,
  key: options.key && readFileSync(options.key),
  cert: options.cert && readFileSync(options.cert),
  hideSTARTTLS: options.hideStartTls,
  hide8BITMIME: options.hide8BitMime,
  hideSMTPUTF8: options.hideSmtpUtf8,
  authMethods: options.authMethods ?? ['PLAIN', 'LOGIN'],
  authOptional: !options.user,
  disabledCommands: options.user ? [] : ['AUTH'],
  disableReverseLookup: true,
  closeTimeout: 100,
  onAuth(auth, session, done) {
    say({ signIn: auth.username, secure: session.secure, method: auth.method });
    if (auth.username === options.user && auth.password === options.password) done(null, { user: auth.username });
    else done(refusal(535));
  },
  onRcptTo(address, session, done) {
    const name = nameOf(address);
    if (name.startsWith('slow')) return;
    if (name.startsWith('once-451') && isFirst(name)) return done(refusal(451));
    const code = name.match(/^rcpt-(\d{3})/)?.[1];
    done(code ? refusal(code) : null);
  },
  onData(stream, session, done) {
    const name = nameOf(session.envelope.rcptTo[0]);
    const parts = [];
    const isCut = name === 'cut' || (name.startsWith('cut-once') && isFirst(name));
    stream.on('data', part => {
      parts.push(part);
      if (isCut) for (const connection of server.connections) if (connection.session.id === session.id) connection._socket.destroy();
    });
    stream.on('end', () => {
      if (isCut) return;
      const code = name.match(/^data-(\d{3})/)?.[1];
      if (code) return done(refusal(code));
      say({ from: session.envelope.mailFrom.address, to: session.envelope.rcptTo.map(to => to.address), secure: session.secure, text: Buffer.concat(parts).toString('base64') });
      done();
    });
  },
});
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.server.address().port}\n`));
