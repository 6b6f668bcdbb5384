import type { Fichier } from "#donnees/formats/lecture.ts";
import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { type LigneCommunePlh, type RefusLigne, readCommunesPlh } from "../../formats/read-communes-plh.ts";
import type { CommunePlh } from "../../lectures/regles/ports.ts";
import { cleanTexte } from "../../lectures/texte.ts";

/** What a file would write. Nothing is written while a line is refused. */
export type ApercuCommunes = {
  readonly lignes: readonly (LigneCommunePlh & { readonly nom: string; readonly remplace: boolean })[];
  readonly refus: readonly RefusLigne[];
};

/** Reads the file and returns what it would write. Throws the refusals of the file. */
export async function apercevoirCommunes(base: Base, epci: string, fichier: Fichier): Promise<ApercuCommunes> {
  const [{ lignes, refus }, communes, connues] = await Promise.all([
    readCommunesPlh(fichier),
    base.territoires.communes(epci),
    base.communesPlh.list(epci),
  ]);
  const noms = new Map(communes.map(({ commune, nom }) => [commune, nom]));
  const written = new Set(connues.map(keyOf));
  const seen = new Map<string, number>();
  const kept: ApercuCommunes["lignes"][number][] = [];
  const refused: RefusLigne[] = [...refus];
  for (const { ligne, ...lue } of lignes) {
    const nom = noms.get(lue.commune);
    const first = seen.get(keyOf(lue));
    if (nom === undefined) {
      refused.push({ ligne, message: `La commune ${lue.commune} n’est pas du territoire.` });
    } else if (first !== undefined) {
      refused.push({ ligne, message: `${nom}, ${lue.annee}\u00A0: déjà à la ligne ${first} du fichier.` });
    } else {
      seen.set(keyOf(lue), ligne);
      kept.push({ ...lue, nom, remplace: written.has(keyOf(lue)) });
    }
  }
  return { lignes: kept, refus: refused.toSorted((a, b) => a.ligne - b.ligne) };
}

function keyOf({ commune, annee }: { readonly commune: string; readonly annee: number }): string {
  return `${commune} ${annee}`;
}

export type CommunesDemandees = {
  readonly epci: string;
  readonly lignes: readonly LigneCommunePlh[];
  /** Source of the figures: « Insee, recensement de 2011 ». */
  readonly source: string;
  readonly relu: boolean;
  readonly synthetique?: boolean;
};

/** Writes lines of communes, all or none. Refuses `plh-source`, `plh-vide`, `plh-commune`. */
export async function ecrireCommunes(base: Base, demande: CommunesDemandees): Promise<void> {
  const { epci, lignes, synthetique = false } = demande;
  const source = cleanTexte(demande.source, "Source", demande.relu);
  if (source === null) throw new Refus("plh-source", "Dites d’où viennent les chiffres : enquête, recensement, année.");
  if (lignes.length === 0) throw new Refus("plh-vide", "Aucune ligne n’est à enregistrer.");
  const communes = new Set((await base.territoires.communes(epci)).map(({ commune }) => commune));
  if (lignes.some(({ commune }) => !communes.has(commune))) {
    throw new Refus("plh-commune", "Une commune n’est pas du territoire. Relisez le fichier.");
  }
  const rows = lignes.map((ligne): CommunePlh => ({ ...ligne, source, synthetique }));
  await base.transaction(async (tx) => {
    await tx.communesPlh.put(epci, rows);
    await tx.journal.ecrire({
      acte: "communes-plh-modifiees",
      ressource: "programme",
      epci,
      objet: `communes-plh:${rows.length}`,
    });
  });
}
