import type { JeuPublie } from "../../../src/observatoire/lectures/diffusion/ports.ts";
import { auditer } from "../../../src/socle/calculs/secret/auditer.ts";
import type { Audit, CelluleVue, Relation } from "../../../src/socle/calculs/secret/systeme.ts";

/**
 * Somebody who keeps every release, knows how attributions are counted, and shares nothing with what chose the masks but the solver. They
 * take each figure for what it says it is: « année » all leases of the year, « trimestre » those of the quarter, and wonder what the ones hold that
 * the others do not.
 */

const QUARTILES = ["q1", "q2-4", "inconnu"] as const;
const SITUATIONS = ["qpv", "hors-qpv", "inconnue"] as const;
const TOUT = "total";
/** A difference may be negative: its column is this much more. */
const DECALAGE = 1_000;
const LARGEUR = 11;

/** What is true, by the attacker's name of it; the number of those that come late, or that moved, may be negative. */
export type Verite = ReadonlyMap<string, number>;

export type Trouve = { readonly nom: string; readonly vrai: number; readonly min: number; readonly max: number };

export type Attaque = {
  readonly audit: Audit;
  /** True counts from 1 to 10, in absolute value, that are left less than eleven wide; printed ones are of no width. */
  readonly trouves: readonly Trouve[];
  readonly cibles: number;
};

/** `verite` tells the attack apart from a mistake: an interval that does not hold the truth has found nothing. */
export async function attaquer(parus: readonly (readonly JeuPublie[])[], verite: Verite): Promise<Attaque> {
  const lecture = new Lecture(verite);
  const last = new Map(parus.flat().map((jeu) => [jeu.figure.code, jeu]));
  for (const jeu of last.values()) lecture.read(jeu);
  // A table of the day replaces that of the day before, which was read all the same.
  for (const jeu of parus.flat()) if (jeu.theme === "demandes") lecture.read(jeu);
  const audit = await auditer(lecture.vues(), lecture.relations());
  if (audit.defaut !== null) throw new Error(`the attack did not end: ${audit.defaut}`);
  const hidden = audit.intervalles.map(({ cle, min, max }) => unshift({ nom: cle, min, max }));
  const all = [...hidden, ...lecture.shown()];
  return {
    audit,
    cibles: all.length,
    trouves: all.flatMap(({ nom, min, max }) => {
      const vrai = verite.get(nom);
      const small = vrai !== undefined && vrai !== 0 && Math.abs(vrai) < LARGEUR;
      return small && min <= vrai && vrai <= max && max - min < LARGEUR ? [{ nom, vrai, min, max }] : [];
    }),
  };
}

const isDifference = (nom: string): boolean => nom.startsWith("tard|");

function unshift({ nom, min, max }: Omit<Trouve, "vrai">): Omit<Trouve, "vrai"> {
  return isDifference(nom) ? { nom, min: min - DECALAGE, max: max - DECALAGE } : { nom, min, max };
}

/** « attributions|2017-T1|q1|hors-qpv », « commune|2017|52448 », « tard|2017|q1|total », « demandes|2026-09|commune|52448|au-dela ». */
export function nommer(...parts: readonly string[]): string {
  return parts.join("|");
}

/** The secteurs of the territories attacked: whoever reads them knows what a secteur is made of. */
export const SECTEURS: Readonly<Record<string, readonly string[]>> = {
  A: ["52448", "52327"],
  B: ["52550", "52182", "52171"],
};

class Lecture {
  readonly #verite: Verite;
  readonly #valeurs = new Map<string, number | null>();
  readonly #relations: Relation[] = [];

  constructor(verite: Verite) {
    this.#verite = verite;
  }

  read({ figure, theme }: JeuPublie): void {
    const { code } = figure;
    if (/^attributions-\d{4}$/.test(code)) this.#readAnnee(figure);
    else if (code === "attributions-trimestres") this.#readTrimestres(figure);
    else if (code === "attributions-communes") this.#readCommunes(figure);
    else if (code === "attente-typologies") this.#readAttente(figure, "tailles");
    else if (code === "attente-secteurs") this.#readAttente(figure, "secteurs");
    else if (code === "objectifs-territoire") this.#readObjectifs(figure);
    else if (theme === "demandes") this.#readDemandes(figure);
  }

  vues(): readonly CelluleVue[] {
    return [...this.#valeurs].map(([cle, publie]) => ({
      cle,
      publie,
      entiere: true,
      // Every number that is not told is sought; what it is worth is judged afterwards.
      amplitude: publie === null && this.#verite.has(cle) ? 0 : null,
    }));
  }

  relations(): readonly Relation[] {
    return this.#relations;
  }

  shown(): readonly Omit<Trouve, "vrai">[] {
    return [...this.#valeurs].flatMap(([nom, publie]) => (publie === null ? [] : [{ nom, min: publie, max: publie }]));
  }

  #put(nom: string, valeur: unknown): string {
    const known = this.#valeurs.get(nom) ?? null;
    this.#valeurs.set(nom, typeof valeur === "number" ? valeur : known);
    return nom;
  }

  #sum(total: string, parts: readonly string[], more: Relation["termes"] = [], egal = 0): void {
    for (const cle of [total, ...parts]) this.#put(cle, null);
    const termes = [[total, 1] as const, ...parts.map((part) => [part, -1] as const), ...more];
    this.#relations.push({ termes, min: egal, max: egal });
  }

  /** A crossed table, with its margins; a year is what its quarters are and what came late. */
  #cross(periode: string): void {
    const cle = (quartile: string, situation: string) => nommer("attributions", periode, quartile, situation);
    for (const quartile of [...QUARTILES, TOUT])
      this.#sum(
        cle(quartile, TOUT),
        SITUATIONS.map((situation) => cle(quartile, situation)),
      );
    for (const situation of [...SITUATIONS, TOUT])
      this.#sum(
        cle(TOUT, situation),
        QUARTILES.map((quartile) => cle(quartile, situation)),
      );
  }

  #readAnnee({ code, lignes }: JeuPublie["figure"]): void {
    const annee = code.slice(-4);
    this.#cross(annee);
    for (const { cle: quartile, cellules } of lignes)
      for (const [situation, { valeur }] of Object.entries(cellules))
        this.#put(nommer("attributions", annee, quartile, situation), valeur);
    for (const quartile of [...QUARTILES, TOUT])
      for (const situation of [...SITUATIONS, TOUT]) this.#late(annee, quartile, situation);
  }

  #late(annee: string, quartile: string, situation: string): void {
    const quarters = [1, 2, 3, 4].map((n) => nommer("attributions", `${annee}-T${n}`, quartile, situation));
    const tard = this.#put(nommer("tard", annee, quartile, situation), null);
    this.#sum(nommer("attributions", annee, quartile, situation), quarters, [[tard, -1]], -DECALAGE);
  }

  #readTrimestres({ lignes }: JeuPublie["figure"]): void {
    const colonnes: Readonly<Record<string, readonly [string, string]>> = {
      total: [TOUT, TOUT],
      "hors-qpv": [TOUT, "hors-qpv"],
      "hors-qpv-q1": ["q1", "hors-qpv"],
      qpv: [TOUT, "qpv"],
      "qpv-q2-4": ["q2-4", "qpv"],
    };
    for (const { cle: periode, cellules } of lignes) {
      this.#cross(periode);
      for (const [colonne, cell] of Object.entries(cellules))
        this.#put(nommer("attributions", periode, ...(colonnes[colonne] ?? [])), cell.valeur);
    }
  }

  /** The communes of a year hold what came late, whatever its total says. */
  #readCommunes({ lignes, colonnes }: JeuPublie["figure"]): void {
    for (const { code: annee } of colonnes) {
      const parts = lignes.filter(({ cle }) => cle !== "total");
      const names = parts.map(({ cle, cellules }) =>
        this.#put(nommer("commune", annee, cle), cellules[annee]?.valeur ?? null),
      );
      const tard = this.#put(nommer("tard", annee, "communes"), null);
      const total = this.#put(
        nommer("attributions", annee, TOUT, TOUT),
        lignes.find(({ cle }) => cle === "total")?.cellules[annee]?.valeur,
      );
      this.#sum(total, names, [[tard, 1]], DECALAGE);
    }
  }

  /** What is told of a wait is told by the counts beside it: they are read alone, with every sum that ties them. */
  #readAttente({ titre, lignes }: JeuPublie["figure"], axe: "tailles" | "secteurs"): void {
    const annee = /\d{4}/.exec(titre)?.[0] ?? "";
    const petites = ["0-6", "6-12", "12-24", "24-plus", "inconnue"];
    const cle = (ligne: string, attente: string) => nommer("attente", annee, ligne, attente);
    const parts = lignes.flatMap((ligne) => (ligne.cle === TOUT ? [] : [ligne.cle]));
    for (const { cle: ligne, cellules } of lignes) {
      this.#sum(cle(ligne, "moins-1-an"), [cle(ligne, "0-6"), cle(ligne, "6-12")]);
      this.#sum(cle(ligne, "1-an-plus"), [cle(ligne, "12-24"), cle(ligne, "24-plus")]);
      if (ligne !== TOUT)
        this.#sum(
          cle(ligne, TOUT),
          petites.map((attente) => cle(ligne, attente)),
        );
      for (const attente of [...petites, "moins-1-an", "1-an-plus"])
        this.#put(cle(ligne, attente), cellules[attente]?.valeur);
      if (ligne !== TOUT) this.#put(cle(ligne, TOUT), cellules.baux?.valeur);
    }
    for (const attente of petites)
      this.#sum(
        cle(TOUT, attente),
        parts.map((ligne) => cle(ligne, attente)),
      );
    if (axe === "secteurs") this.#readSecteurs(annee, parts);
    const tard = this.#put(nommer("tard", annee, axe), null);
    this.#sum(
      nommer("attributions", annee, TOUT, TOUT),
      parts.map((ligne) => cle(ligne, TOUT)),
      [[tard, 1]],
      DECALAGE,
    );
  }

  /** The leases of a secteur are those of its communes, but for what moved between the two tables. */
  #readSecteurs(annee: string, secteurs: readonly string[]): void {
    for (const secteur of secteurs) {
      const communes = (SECTEURS[secteur] ?? []).map((commune) => nommer("commune", annee, commune));
      const tard = this.#put(nommer("tard", annee, "secteur", secteur), null);
      this.#sum(nommer("attente", annee, secteur, TOUT), communes, [[tard, -1]], -DECALAGE);
    }
  }

  /** The rehoused of the objective are those that its own table adds to the crossed one. */
  #readObjectifs({ lignes }: JeuPublie["figure"]): void {
    for (const { cle, cellules } of lignes) {
      const [annee = "", objet = ""] = cle.split(" ");
      const at = (quartile: string, situation: string) => nommer("attributions", annee, quartile, situation);
      const base = this.#put(nommer("objectif", annee, objet, "assiette"), cellules.assiette?.valeur);
      if (objet === "qpv") {
        this.#put(at("q2-4", "qpv"), cellules.realise?.valeur);
        this.#sum(base, [at("q1", "qpv"), at("q2-4", "qpv")]);
        continue;
      }
      const part = this.#put(nommer("objectif", annee, objet, "realise"), cellules.realise?.valeur);
      const reloges = ["q2-4", "inconnu"].map((quartile) => nommer("reloges", annee, quartile));
      this.#sum(part, [at("q1", "hors-qpv"), ...reloges]);
      this.#sum(base, [at("q1", "hors-qpv"), at("q2-4", "hors-qpv"), reloges[1] ?? ""]);
      for (const [i, quartile] of ["q2-4", "inconnu"].entries())
        this.#relations.push({
          termes: [
            [at(quartile, "hors-qpv"), 1],
            [reloges[i] ?? "", -1],
          ],
          min: 0,
          max: null,
        });
    }
  }

  #readDemandes({ code, titre, lignes }: JeuPublie["figure"]): void {
    const axe = code.replace("demandes-", "");
    const jour = /\d{1,2}\S* \S+ \d{4}/.exec(titre)?.[0] ?? "";
    const cle = (ligne: string, attente: string) =>
      ligne === "total" ? nommer("demandes", jour, attente) : nommer("demandes", jour, axe, ligne, attente);
    const attentes = ["au-dela", "en-deca", "inconnue"];
    for (const { cle: ligne, cellules } of lignes) {
      this.#sum(
        cle(ligne, TOUT),
        attentes.map((attente) => cle(ligne, attente)),
      );
      this.#put(cle(ligne, TOUT), cellules.demandes?.valeur);
      this.#put(cle(ligne, "au-dela"), cellules.anciennes?.valeur);
    }
    for (const attente of [TOUT, ...attentes])
      this.#sum(
        cle("total", attente),
        lignes.flatMap((ligne) => (ligne.cle === "total" ? [] : [cle(ligne.cle, attente)])),
      );
  }
}
