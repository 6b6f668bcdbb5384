import { SAINT_DIZIER } from "../../../demo/communes.ts";
import { MESSAGES_DEMO, PROPOSITIONS_DEMO } from "../../../demo/dossiers.ts";
import { type DemoDossiers, type EvenementDemo, ecrireEvenementsDemo, jourAvant } from "./demo-vies.ts";

/** Days left to answer a proposal (CCH, art. R. 441-10). */
const DELAI_REPONSE = 10;

/** Messages and proposals of some of the files, with their events. */
export async function ecrireSuivisDemo(demo: DemoDossiers): Promise<void> {
  const evenements = [...(await ecrireMessages(demo)), ...(await ecrirePropositions(demo))];
  await ecrireEvenementsDemo(demo, evenements);
}

async function ecrireMessages({ sql, epci, dossiers, guichet, aujourdhui }: DemoDossiers): Promise<EvenementDemo[]> {
  const evenements: EvenementDemo[] = [];
  for (const { dossier, jours, menage, texte } of MESSAGES_DEMO) {
    const demandeur = dossiers[dossier] ?? "";
    const auteur = menage ? "menage" : "organisme";
    await sql.query(
      `insert into nominatif.message (demandeur, epci, auteur, organisation, texte, ecrit_le, lu_le)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        demandeur,
        epci,
        auteur,
        menage ? null : guichet,
        texte,
        `${jourAvant(aujourdhui, jours)}T09:15:00Z`,
        menage ? `${jourAvant(aujourdhui, jours - 1)}T08:00:00Z` : null,
      ],
    );
    evenements.push({ demandeur, jours, code: "message-ecrit", auteur, ...(menage ? {} : { organisation: guichet }) });
  }
  return evenements;
}

type PropositionDemo = (typeof PROPOSITIONS_DEMO)[number];

async function ecrirePropositions(demo: DemoDossiers): Promise<EvenementDemo[]> {
  const organisation = demo.organisations.get("999000011") ?? demo.guichet;
  const evenements: EvenementDemo[] = [];
  for (const [rang, proposition] of PROPOSITIONS_DEMO.entries()) {
    evenements.push(...(await ecrireProposition(demo, { rang, organisation, proposition })));
  }
  return evenements;
}

type AProposer = { readonly rang: number; readonly organisation: number; readonly proposition: PropositionDemo };

async function ecrireProposition(
  { sql, epci, dossiers, guichet, aujourdhui }: DemoDossiers,
  { rang, organisation, proposition }: AProposer,
): Promise<readonly EvenementDemo[]> {
  const { jours, typologie, loyer, charges, reponse } = proposition;
  const demandeur = dossiers[proposition.dossier] ?? "";
  const avant = jourAvant(aujourdhui, jours - DELAI_REPONSE);
  const { le, par, motif } = reponseOf(proposition);
  await sql.query(
    `insert into proposition (demandeur, epci, organisation, guichet, logement, commune, typologie, loyer, charges, proposee_le,
                              repondre_avant, reponse, etat, repondue_le, repondue_par, refus_motif)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, coalesce($12, 'proposee'), $13, $14, $15)`,
    [
      demandeur,
      epci,
      organisation,
      guichet,
      `${7 + rang} allée des Tilleuls, ${1 + rang}e étage`,
      SAINT_DIZIER,
      typologie,
      loyer,
      charges,
      jourAvant(aujourdhui, jours),
      avant,
      reponse,
      le === null ? null : `${jourAvant(aujourdhui, le)}T17:00:00Z`,
      par,
      motif,
    ],
  );
  const faite: EvenementDemo = {
    demandeur,
    jours,
    code: "proposition-faite",
    auteur: "organisme",
    organisation,
    precisions: { avant },
  };
  if (reponse === null || le === null) return [faite];
  const precisions = proposition.motif === null ? {} : { motif: proposition.motif };
  return [faite, { demandeur, jours: le, code: `proposition-${reponse}`, auteur: par ?? "systeme", precisions }];
}

/** `jours`: days ago. */
function reponseOf({ jours, reponse, motif }: PropositionDemo) {
  if (reponse === null) return { le: null, par: null, motif: null };
  if (reponse === "sans-reponse") return { le: jours - DELAI_REPONSE - 1, par: null, motif: reponse };
  return { le: jours - 4, par: "menage" as const, motif };
}
