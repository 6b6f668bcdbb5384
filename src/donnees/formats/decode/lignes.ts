import type { Source } from "#socle/regles/shared/source.ts";
import { french } from "../french.ts";
import type { Anomalie, LigneLue, RowBySource } from "../lecture.ts";
import type { ProfilOuvert } from "../profil.ts";
import { refusals } from "../refusals.ts";
import { findReprise, type Reprise, skipAjouts } from "../reprise.ts";
import { hashTexte } from "./empreinte.ts";
import { type Encodage, encodeTexte } from "./encodage.ts";
import type { Entete } from "./entete.ts";
import { LigneEnCours } from "./ligne.ts";
import { findNir, mayHoldNir } from "./nir.ts";

/** Lines handed over together: enough to make one promise negligible, few enough to keep memory flat. */
const LOT = 500;
/** Above this share of lines with another number of fields than the header, the whole file is refused as shifted. */
const DECALAGE_MAX = 0.01;
/** Fewer such lines than this are wrong lines of a right file. */
const DECALAGES_MIN = 3;
/** One identifier of 15 digits in 97 has a right NIR key by chance: a column is refused on a majority. */
const NIR_MIN = 3;

export type Morceau = { readonly texte: string; readonly debut: number; readonly fin: number };

/** Turns records of any file into rows or reasons. Nothing is dropped: each record gives one line of the answer. */
export class DecodeurLignes<S extends Source> {
  readonly #profil: ProfilOuvert<S>;
  readonly #entete: Entete;
  readonly #nom: string;
  readonly #encodage: Encodage;
  readonly #separateur: string;
  readonly #reprise: Reprise | null;
  readonly #ligne = new LigneEnCours();
  readonly #nirs = new Map<number, { vus: number; nirs: number }>();
  #lot: LigneLue<RowBySource[S]>[] = [];
  #lues = 0;
  #decalages = { nombre: 0, premiere: 0 };
  #bloc = "";
  #blocGuillemet = false;

  constructor(
    profil: ProfilOuvert<S>,
    entete: Entete,
    file: {
      readonly nom: string;
      readonly encodage: Encodage;
      readonly separateur: string;
      readonly avertissements: readonly LigneLue<never>[];
    },
  ) {
    this.#profil = profil;
    this.#entete = entete;
    this.#nom = file.nom;
    this.#encodage = file.encodage;
    this.#separateur = file.separateur;
    this.#reprise = findReprise(entete);
    this.#lot.push(...file.avertissements);
  }

  /** The lines read so far, once they are enough for a batch. */
  takeFull(): readonly LigneLue<RowBySource[S]>[] | null {
    return this.#lot.length >= LOT ? this.#take() : null;
  }

  /** The last lines. Throws `aucune-ligne`, `lignes-decalees`. */
  finish(): readonly LigneLue<RowBySource[S]>[] {
    if (this.#lues === 0) throw refusals.aucuneLigne(this.#nom);
    const { nombre, premiere } = this.#decalages;
    if (nombre >= DECALAGES_MIN && nombre > this.#lues * DECALAGE_MAX) {
      throw refusals.lignesDecalees(nombre, this.#lues, premiere);
    }
    const manque = this.#profil.finish?.(this.#lues);
    if (manque) this.#setAside(this.#entete.ligne, manque.code, "", manque.message);
    return this.#take();
  }

  add(
    cells: string[],
    numero: number,
    source: Morceau,
    etat: { readonly malforme: boolean; readonly derniere: boolean },
  ): void {
    if (numero <= this.#entete.ligne || this.#isNotData(cells, numero)) return;
    this.#lues++;
    if (source.texte !== this.#bloc) this.#startBloc(source.texte);
    const fin = endWithoutEol(source);
    const ligne = this.#ligne;
    const debut = this.#debutOf(source);
    ligne.start(numero, cells, hashTexte(source.texte, debut, fin));
    if (this.#checkShape(cells, source, etat)) {
      this.#checkNir(cells);
      const row = ligne.rejetee ? null : this.#profil.read(ligne);
      if (row !== null && !ligne.rejetee) {
        this.#lot.push({
          kind: "acceptee",
          ligne: numero,
          row,
          anomalies: ligne.anomalies,
          ...this.#repriseOf(cells),
        });
        return;
      }
    }
    this.#pushRefused(numero, source.texte.slice(debut, fin), cells);
  }

  #debutOf({ texte, debut }: Morceau): number {
    return this.#reprise === null ? debut : skipAjouts(texte, debut, this.#entete, this.#separateur);
  }

  #repriseOf(cells: readonly string[]): { readonly reprise?: number } {
    const ecrit = this.#reprise === null ? "" : (cells[this.#reprise.colonne] ?? "").trim();
    return /^\d{1,9}$/.test(ecrit) ? { reprise: Number(ecrit) } : {};
  }

  #pushRefused(numero: number, ecrite: string, cells: readonly string[]): void {
    const { anomalies, rejetee } = this.#ligne;
    if (!rejetee) {
      this.#lues--;
      this.#lot.push({ kind: "ecartee", ligne: numero, anomalies });
      return;
    }
    const brut = encodeTexte(ecrite, this.#encodage);
    this.#lot.push({ kind: "rejetee", ligne: numero, brut, anomalies, ...this.#repriseOf(cells) });
  }

  #take(): readonly LigneLue<RowBySource[S]>[] {
    const lot = this.#lot;
    this.#lot = [];
    return lot;
  }

  #setAside(ligne: number, code: string, valeur: string, message: string): void {
    const anomalie: Anomalie = { code, gravite: "AVE", ligne, colonne: null, valeur, message: french(message) };
    this.#lot.push({ kind: "ecartee", ligne, anomalies: [anomalie] });
  }

  /** Blank lines, repeated headers, captions and totals: reported, but not counted as lines read. */
  #isNotData(cells: readonly string[], numero: number): boolean {
    const first = cells[0] ?? "";
    if (first === "" && cells.every((cell) => cell.trim() === "")) {
      this.#setAside(numero, "ligne-vide", "", "Ligne vide, laissée de côté.");
      return true;
    }
    if (first === this.#entete.cells[0] && this.#entete.cells.every((cell, i) => cell === cells[i]?.trim())) {
      this.#setAside(
        numero,
        "entete-repetee",
        "",
        "En-tête répété au milieu du fichier (extractions mises bout à bout), laissé de côté.",
      );
      return true;
    }
    if (numero <= this.#entete.ligne + 3 && this.#profil.isLegende?.(cells)) {
      this.#setAside(numero, "ligne-titre", first, "Ligne de description sous l’en-tête, laissée de côté.");
      return true;
    }
    if (!isTotal(cells, this.#entete.cells.length)) return false;
    const extrait = cells
      .filter((cell) => cell.trim() !== "")
      .slice(0, 4)
      .join(" ; ");
    const annonce = this.#findAnnonce(cells);
    if (annonce !== null && annonce !== this.#lues) {
      this.#setAside(
        numero,
        "total-incoherent",
        extrait,
        `La ligne de total annonce ${annonce}, mais ${this.#lues} lignes la précèdent : le fichier est peut-être coupé ou filtré. Vérifiez l’extraction.`,
      );
      return true;
    }
    this.#setAside(
      numero,
      "ligne-total",
      extrait,
      "Ligne de total, laissée de côté : elle ne décrit ni logement ni demande.",
    );
    return true;
  }

  /** Number of lines announced by a total: beside its label, or in the first column that is not a measure (in a measure, it is a sum). */
  #findAnnonce(cells: readonly string[]): number | null {
    const label = cells.find((cell) => cell.trim() !== "") ?? "";
    if (/^\s*sous/i.test(label)) return null;
    const written = cells.find((cell, i) => ENTIER.test(cell) && this.#profil.genreAt(i) !== "nombre");
    const found = ENTIER.exec(written ?? "")?.[1] ?? /:\s*(\d[\d\s\u00a0\u202f]*)$/.exec(label)?.[1];
    return found === undefined ? null : Number(found.replace(/\D/g, ""));
  }

  #checkShape(
    cells: readonly string[],
    { texte, debut, fin }: Morceau,
    etat: { malforme: boolean; derniere: boolean },
  ): boolean {
    const expected = this.#entete.cells.length;
    const ligne = this.#ligne;
    if (etat.malforme || (this.#blocGuillemet && hasStrayQuote(cells, texte, debut, fin))) {
      ligne.reject(
        "guillemet-isole",
        null,
        "",
        "La ligne contient un guillemet isolé : impossible de dire où finit le champ. Doublez-le ou retirez-le.",
      );
      return false;
    }
    if (cells.length === expected || hasOnlyEmptyAfter(cells, expected)) return true;
    if (etat.derniere && cells.length < expected) {
      ligne.reject(
        "ligne-tronquee",
        null,
        "",
        `La dernière ligne est coupée : ${cells.length} champs au lieu de ${expected}. Le fichier est sans doute incomplet : refaites l’extraction.`,
      );
      return false;
    }
    if (this.#decalages.nombre++ === 0) this.#decalages.premiere = ligne.numero;
    ligne.reject(
      "nombre-de-champs",
      null,
      "",
      `La ligne a ${cells.length} champs au lieu de ${expected} : un champ manque ou un séparateur est en trop. Corrigez-la.`,
    );
    return false;
  }

  #startBloc(texte: string): void {
    this.#bloc = texte;
    this.#blocGuillemet = texte.includes('"');
  }

  /** Checks every cell, used or not. */
  #checkNir(cells: readonly string[]): void {
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i];
      if (cell !== undefined && cell.length >= 13 && mayHoldNir(cell)) this.#refuseNir(cell, i);
    }
  }

  #refuseNir(cell: string, index: number): void {
    const found = findNir(cell);
    if (found === null) return;
    const name = this.#entete.cells[index] ?? `n° ${index + 1}`;
    const isIdentifiant = /IDENT|NUMCONV|REF|NUMERORPLS|SEGPATRIM/i.test(name);
    if (!isIdentifiant || this.#isMostlyNir(index, found === "cle"))
      throw refusals.nirPresent(name, this.#ligne.numero);
  }

  #isMostlyNir(index: number, isNir: boolean): boolean {
    const count = this.#nirs.get(index) ?? { vus: 0, nirs: 0 };
    this.#nirs.set(index, count);
    count.vus++;
    if (isNir) count.nirs++;
    return count.nirs >= NIR_MIN && count.nirs > count.vus / 2;
  }
}

function endWithoutEol({ texte, debut, fin }: Morceau): number {
  let end = fin;
  if (end > debut && texte.charCodeAt(end - 1) === 10) end--;
  if (end > debut && texte.charCodeAt(end - 1) === 13) end--;
  return end;
}

function hasOnlyEmptyAfter(cells: readonly string[], expected: number): boolean {
  if (cells.length < expected) return false;
  for (let i = expected; i < cells.length; i++) if (cells[i]?.trim() !== "") return false;
  return true;
}

const TOTAL = /^\s*(?:sous[- ]?total|total|totaux|ensemble|somme)(?![\p{L}])/iu;

/** A whole number, with or without separated thousands. */
const ENTIER = /^\s*(\d{1,3}(?:[\s\u00a0\u202f]\d{3})+|\d+)\s*$/;

/** First characters of those words: spares the pattern on most lines. */
const MAYBE_TOTAL = new Set([..." \u00a0TtSsEe"].map((letter) => letter.charCodeAt(0)));

function isTotal(cells: readonly string[], expected: number): boolean {
  const first = cells.find((cell) => cell !== "") ?? "";
  if (!MAYBE_TOTAL.has(first.charCodeAt(0)) || !TOTAL.test(first)) return false;
  return cells.filter((cell) => cell.trim() !== "").length <= Math.max(2, expected / 2);
}

/** A quote inside an unquoted field. A quoted field doubles its quotes, so its source form can be rebuilt; Excel's ="01053" is the one exception. */
function hasStrayQuote(cells: readonly string[], texte: string, debut: number, fin: number): boolean {
  if (!cells.some((cell) => cell.includes('"'))) return false;
  const own = texte.slice(debut, fin);
  return cells.some(
    (cell) => cell.includes('"') && !/^="[^"]*"$/.test(cell) && !own.includes(`"${cell.replaceAll('"', '""')}"`),
  );
}
