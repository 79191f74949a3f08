// What stands before several nodes: gives each request to the next of them in turn.
import { createServer, request as ask } from 'node:http';

export class Balancer {
  /** Where the nodes are. */
  nodes = [];
  #turn = 0;
  #server = createServer((request, answer) => this.#pass(request, answer));

  /** Listens at a port, or at one that is free. */
  async listen(port = 0) {
    await new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
  }

  get listening() {
    return this.#server.listening;
  }

  get base() {
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  /** From now on nobody answers here. */
  async close() {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  #pass(request, answer) {
    const { hostname, port } = new URL(this.nodes[(this.#turn += 1) % this.nodes.length]);
    const { method, headers, url: path } = request;
    // A connection of its own: none is left over from a node that was stopped meanwhile.
    const passed = ask({ hostname, port, method, headers, path, agent: false }, (got) => {
      answer.writeHead(got.statusCode, got.rawHeaders);
      got.once('error', () => answer.destroy());
      got.pipe(answer);
    });
    passed.once('error', () => answer.headersSent || answer.destroy());
    answer.once('close', () => passed.destroy());
    request.pipe(passed);
  }
}
