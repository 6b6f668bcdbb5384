import { type Lieu, parseLieu } from "#donnees/regles/convention/lieu.ts";
import { requireObjectif } from "#engagements/actes/convention/deps.ts";
import { ACTE_MAX, cleanTexte, TITRE_MAX } from "#engagements/lectures/convention/texte.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { type ReperesBase, readReperes } from "../../lectures/repere/reperes.ts";
import { type DocumentDemarche, parseQuand } from "../../regles/repere/demarche.ts";

export type ReperesDeps = {
  readonly base: ReperesBase & Pick<Base, "acteur" | "journal" | "transaction">;
};

/** Returns its id. Throws `droit-absent`, `demarche-quand`, `demarche-existe`, and as `cleanTexte`. */
export function ecrireDemarche(
  { base }: ReperesDeps,
  demande: {
    readonly epci: string;
    readonly titre: string;
    readonly quand: string;
    readonly document: DocumentDemarche;
    readonly source: string;
  },
): Promise<number> {
  const { epci, document } = demande;
  requireObjectif(base.acteur, "modifier", epci);
  const titre = cleanTexte("Démarche", demande.titre, TITRE_MAX);
  const source = cleanTexte("Source", demande.source, ACTE_MAX);
  const quand = parseQuand(demande.quand);
  return base.transaction(async (tx) => {
    const id = await tx.reperes.addDemarche(epci, { titre, quand, document, source });
    if (id === null) throw conflit("demarche-existe", `« ${titre} » est déjà écrite à cette date.`);
    await write(tx, epci, `demarche:${id}`, "repere-ecrit");
    return id;
  });
}

/** Throws `droit-absent`, `repere-inconnu`. */
export function retirerDemarche({ base }: ReperesDeps, epci: string, id: number): Promise<void> {
  return remove(base, epci, `demarche:${id}`, (tx) => tx.reperes.removeDemarche(epci, id));
}

/** `lieu`: a key of `readReperes`. Returns its id. Throws `droit-absent`, `population-lieu`, `population-existe`, `population-nombre`, `population-millesime`. */
export function ecrirePopulation(
  { base }: ReperesDeps,
  demande: {
    readonly epci: string;
    readonly lieu: string;
    readonly habitants: number | null;
    readonly millesime: number | null;
    readonly source: string;
    readonly anneeCourante: number;
  },
): Promise<number> {
  const { epci, habitants, millesime, anneeCourante } = demande;
  requireObjectif(base.acteur, "modifier", epci);
  const source = cleanTexte("Source", demande.source, ACTE_MAX);
  if (habitants === null || !Number.isInteger(habitants) || habitants < 1 || habitants > 20_000_000) {
    throw new Refus("population-nombre", "Habitants : écrivez un nombre entier, à partir de 1.");
  }
  if (millesime !== null && (millesime < 1950 || millesime > anneeCourante)) {
    throw new Refus(
      "population-millesime",
      `Millésime : écrivez une année, de 1950 à ${anneeCourante}, ou laissez vide.`,
    );
  }
  return base.transaction(async (tx) => {
    const lieu = await findLieu(tx, epci, demande.lieu);
    const id = await tx.reperes.addPopulation(epci, { lieu, habitants, millesime, source });
    if (id === null) {
      throw conflit(
        "population-existe",
        "Cette source a déjà une population de ce lieu à ce millésime. Retirez-la d’abord.",
      );
    }
    await write(tx, epci, `population:${id}`, "repere-ecrit");
    return id;
  });
}

/** Throws `droit-absent`, `repere-inconnu`. */
export function retirerPopulation({ base }: ReperesDeps, epci: string, id: number): Promise<void> {
  return remove(base, epci, `population:${id}`, (tx) => tx.reperes.removePopulation(epci, id));
}

async function findLieu(base: ReperesBase, epci: string, cle: string): Promise<Lieu | null> {
  const { lieux } = await readReperes(base, epci);
  if (lieux.some((lieu) => lieu.cle === cle)) return parseLieu(cle);
  throw new Refus("population-lieu", "Lieu : choisissez dans la liste.");
}

function remove(
  base: ReperesDeps["base"],
  epci: string,
  objet: string,
  run: (tx: Pick<Base, "reperes">) => Promise<boolean>,
): Promise<void> {
  requireObjectif(base.acteur, "modifier", epci);
  return base.transaction(async (tx) => {
    if (!(await run(tx)))
      throw introuvable("repere-inconnu", "Ce repère n’est pas dans la liste, ou il a déjà été retiré.");
    await write(tx, epci, objet, "repere-retire");
  });
}

function write(
  tx: Pick<Base, "journal">,
  epci: string,
  objet: string,
  acte: "repere-ecrit" | "repere-retire",
): Promise<void> {
  return tx.journal.ecrire({ acte, ressource: "objectif", epci, objet });
}
