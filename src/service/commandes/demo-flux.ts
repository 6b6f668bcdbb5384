import { addConventionFlux, addLigneAssiette } from "#engagements/actes/contingent/ecrire-convention.ts";
import { transmettreBilanFlux } from "#engagements/actes/contingent/transmettre-bilan-flux.ts";
import { baseDemo, type SessionDemo } from "./demo-base.ts";

/** Years of the conventions of flux of the document. */
const DUREE = 3;
const PREMIERE = 2018;

/**
 * The conventions of flux of the present three years, after those of the document, and the bilans of their years that are over. Does nothing without
 * the former ones, or when they are there. The synthetic accounts must exist.
 */
export async function openFluxDemo(session: SessionDemo, epci: string): Promise<void> {
  const aujourdhui = session.horloge.aujourdhui();
  const annee = Number(aujourdhui.slice(0, 4));
  const debut = annee - ((annee - PREMIERE) % DUREE);
  const etat = await baseDemo(session, "etat", { ressource: "contingent", action: "creer" });
  if (etat === null || debut === PREMIERE) return;
  const connues = await etat.contingents.conventions(epci);
  if (connues.some(({ anneeDebut }) => anneeDebut === debut)) return;
  await etat.transaction(async (tx) => {
    for (const { bailleur, reservataire, contingent, part, departement, commune } of connues) {
      const span = { anneeDebut: debut, anneeFin: debut + DUREE - 1, signeeLe: `${debut}-01-15` };
      const id = await addConventionFlux(tx, epci, {
        bailleur,
        reservataire,
        contingent,
        part,
        departement,
        commune,
        ...span,
      });
      for (let one = debut; one <= annee; one++) {
        for (const [code, nombre] of ASSIETTE) await addLigneAssiette(tx, epci, id, { annee: one, code, nombre });
      }
    }
  });
  const base = await baseDemo(session, "responsable-bailleur", { ressource: "contingent", action: "valider" });
  if (base === null) return;
  const own = new Set(base.acteur.habilitations.map(({ organisation }) => organisation));
  for (const { id, bailleur, anneeDebut } of await base.contingents.conventions(epci)) {
    if (!own.has(bailleur) || anneeDebut !== debut) continue;
    for (let one = debut; one < annee; one++) {
      await transmettreBilanFlux(base, { epci, convention: id, annee: one }, aujourdhui);
    }
  }
}

/** Hypothèse: dwellings freed and taken out of the base each year. */
const ASSIETTE = [
  ["liberations", 150],
  ["mutations", 20],
  ["relogements", 10],
] as const;
