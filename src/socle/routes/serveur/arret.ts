/** Whether the server is stopping, as `/pret` says. The composition root gives it to the application and to the server. */
export class Arret {
  #enCours = false;

  get enCours(): boolean {
    return this.#enCours;
  }

  begin(): void {
    this.#enCours = true;
  }
}
