import { type EnvoiDeps, ecrireEnvois } from "#dossier/actes/courrier/envoyer-au-menage.ts";
import type { EcheanceQueries, FileEcheance } from "#dossier/lectures/registre/ports.ts";
import type { MotifRadiation } from "#dossier/regles/etat.ts";
import { acteEchu, delaiOf, vivre } from "#dossier/regles/vie.ts";

export type BilanEcheances = {
  readonly preavis: number;
  readonly radiees: Readonly<Partial<Record<MotifRadiation, number>>>;
  /** Count of living demandes without a known end of validity: no delay applies to them. */
  readonly sansEcheance: number;
  /** Count of demandes whose wishes were tied again to the stock. */
  readonly reliees: number;
};

/**
 * Applies the expired delays on that day: notices, then radiations. Each file is written whole or not at all, and a second run repeats nothing.
 * `essai`: counts what would be written, and writes nothing.
 */
export async function echoirDemandes(
  queries: EcheanceQueries,
  deps: Pick<EnvoiDeps, "coffre" | "horloge" | "connexion">,
  { jour, essai }: { readonly jour: string; readonly essai: boolean },
): Promise<BilanEcheances> {
  const candidats = await queries.candidats(jour, delaiOf("envoiPreavis", jour));
  const radiees: Partial<Record<MotifRadiation, number>> = {};
  let preavis = 0;
  for (const { epci, demandeur } of candidats) {
    const fait = await queries.forFile(epci, demandeur, (file) =>
      echoir(file, { jour, essai }, (modele) =>
        ecrireEnvois(file.courriers, deps, { demandeur, epci, modele, lien: `/ma-demande/${epci}` }),
      ),
    );
    if (fait === "preavis") preavis += 1;
    else if (fait !== null) radiees[fait] = (radiees[fait] ?? 0) + 1;
  }
  return {
    preavis,
    radiees,
    sansEcheance: await queries.sansEcheance(),
    reliees: essai ? 0 : await queries.relier(),
  };
}

async function echoir(
  file: FileEcheance,
  { jour, essai }: { readonly jour: string; readonly essai: boolean },
  prevenir: (modele: "preavis-echeance" | "demande-radiee") => Promise<unknown>,
): Promise<"preavis" | MotifRadiation | null> {
  const acte = acteEchu(file.vie, jour);
  if (acte === null) return null;
  const fait = acte.transition === "radier" ? acte.motif : "preavis";
  if (essai) return fait;
  const vie = vivre(file.vie, acte, jour);
  await file.ecrire(vie);
  if (fait === "preavis") {
    await file.evenement("preavis-envoye", { echeance: vie.echeanceLe });
    await file.journal("demande-avertie", "preavis");
    await prevenir("preavis-echeance");
  } else {
    await file.evenement("demande-radiee", { motif: fait });
    await file.journal("demande-radiee", fait);
    await prevenir("demande-radiee");
  }
  return fait;
}
