/** At most `nombre` tasks at once; the others wait in the order of their arrival. */
export class Places {
  #libres: number;
  readonly #attente: (() => void)[] = [];

  constructor(nombre: number) {
    this.#libres = nombre;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#libres > 0) this.#libres--;
    else await new Promise<void>((resolve) => this.#attente.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#attente.shift();
      if (next) next();
      else this.#libres++;
    }
  }
}
