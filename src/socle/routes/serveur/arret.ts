/** Whether the server is leaving: `/pret` says so. Made by the composition root, which gives it to the application and to the server. */
export class Arret {
  #enCours = false;

  get enCours(): boolean {
    return this.#enCours;
  }

  begin(): void {
    this.#enCours = true;
  }
}
