// A PostgreSQL of our own, as crates/testkit/src/cluster.rs has one: reached by a socket in its folder alone, gone with this process.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

/** The server won't run as root; nobody is everywhere. */
const NOBODY = process.getuid() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const READY_WITHIN_MS = 60_000;
/** Stops the server and clears it away as soon as its input ends, however the stories do. */
const KEEPER = `
folder=$1; shift
"$@" >"$folder/log" 2>&1 &
cat >"$folder/input"
kill -INT $!
wait $!
rm -rf "$folder"`;

export class Postgres {
  #programs = programs();
  #folder = mkdtempSync(join(tmpdir(), 'cpor-stories-'));
  #made = 0;

  static async start() {
    const postgres = new Postgres();
    await postgres.#start();
    return postgres;
  }

  async #start() {
    if (NOBODY.uid) chownSync(this.#folder, NOBODY.uid, NOBODY.gid);
    const data = join(this.#folder, 'data');
    this.#run('initdb', ['--no-sync', '--auth=trust', '--username=cpor', '--encoding=UTF8', '--locale=C.UTF-8', '-D', data]);
    const server = [join(this.#programs, 'postgres'), '-D', data, '-k', this.#folder, '-c', 'listen_addresses=', '-c', 'max_connections=300'];
    const keeper = spawn('/bin/sh', ['-c', KEEPER, 'keeper', this.#folder, ...server], { ...NOBODY, cwd: this.#folder, stdio: ['pipe', 'ignore', 'inherit'], detached: true });
    keeper.unref();
    keeper.stdin.unref();
    const begun = performance.now();
    while (this.#psql('SELECT 1').status !== 0) {
      assert.ok(performance.now() - begun < READY_WITHIN_MS, `PostgreSQL takes no connections: ${this.#said()}`);
      await after(100);
    }
  }

  /** A new database, empty or like another that nobody has open; its URL. */
  create(like) {
    const name = `stories_${this.#made += 1}`;
    const template = like ? new URL(like).pathname.slice(1) : 'template0';
    const made = this.#psql(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    assert.equal(made.status, 0, made.stderr);
    return `postgres://cpor@${encodeURIComponent(this.#folder)}:5432/${name}`;
  }

  #psql(sql) {
    const connection = ['-h', this.#folder, '-p', '5432', '-U', 'cpor', '-d', 'postgres'];
    return spawnSync(join(this.#programs, 'psql'), ['-X', '-q', ...connection, '-c', sql], { encoding: 'utf8' });
  }

  #run(program, args) {
    const done = spawnSync(join(this.#programs, program), args, { ...NOBODY, cwd: this.#folder, encoding: 'utf8' });
    assert.equal(done.status, 0, `${program}: ${done.error ?? done.stderr}`);
  }

  #said() {
    return readFileSync(join(this.#folder, 'log'), 'utf8');
  }
}

/** Where the server's programs are: the newest that Debian has, or on the path. */
function programs() {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).map(Number).filter(Boolean).sort((one, other) => other - one) : [];
  const folders = [...versions.map((version) => join(root, String(version), 'bin')), ...process.env.PATH.split(delimiter)];
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')));
  assert.ok(found, 'initdb is nowhere; on Debian it is in the package postgresql');
  return found;
}
