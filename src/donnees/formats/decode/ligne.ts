import { french } from "../french.ts";
import type { Anomalie, Gravite } from "../lecture.ts";
import type { Defaut } from "../values/defaut.ts";

const AUCUNE: readonly Anomalie[] = [];

/** The line being read. One object serves the whole file: half a million short-lived objects would cost more than the reading. */
export class LigneEnCours {
  numero = 0;
  cells: readonly string[] = [];
  /** Fingerprint of the whole line. */
  empreinte = "";
  #anomalies: Anomalie[] | null = null;
  #rejetee = false;

  start(numero: number, cells: readonly string[], empreinte: string): void {
    this.numero = numero;
    this.cells = cells;
    this.empreinte = empreinte;
    this.#anomalies = null;
    this.#rejetee = false;
  }

  /** The officer sees `valeur`: pass "" for what must not be repeated. */
  signal(gravite: Gravite, code: string, colonne: string | null, valeur: string, message: string): void {
    this.#anomalies ??= [];
    this.#anomalies.push({ code, gravite, ligne: this.numero, colonne, valeur, message });
    if (gravite === "LIG") this.#rejetee = true;
  }

  signalDefaut(defaut: Defaut<unknown>, colonne: string | null, valeur: string): void {
    this.signal(defaut.gravite, defaut.code, colonne, valeur, defaut.message);
  }

  reject(code: string, colonne: string | null, valeur: string, message: string): void {
    this.signal("LIG", code, colonne, valeur, french(message));
  }

  warn(code: string, colonne: string | null, valeur: string, message: string): void {
    this.signal("AVE", code, colonne, valeur, french(message));
  }

  get rejetee(): boolean {
    return this.#rejetee;
  }

  get anomalies(): readonly Anomalie[] {
    return this.#anomalies ?? AUCUNE;
  }
}
