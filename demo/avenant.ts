import type { Engagement } from "#engagements/regles/convention/engagement.ts";
import type { Etape } from "#engagements/regles/convention/etape.ts";
import { BAILLEURS, bailleurOf, type CleBailleur } from "./bailleurs.ts";
import { EN_QPV } from "./objectifs.ts";

/**
 * Hypothèse. An avenant that goes on where the document stops, so that the years in course have objectives: invented, acts and rates alike. In force since the
 * first year that it sets.
 */
export const AVENANT_SIGNE = {
  premiere: 2024,
  titre: "Avenant n° 1 (fictif) : objectifs depuis 2024",
  objet:
    "Objectifs inventés pour la démonstration : 25 % hors quartier prioritaire pour chaque bailleur, 50 % en quartier prioritaire.",
  signeLe: "2024-01-15",
} as const;

export const ETAPES_AVENANT: readonly (Etape & { readonly date: string })[] = [
  { nature: "projet", date: "2023-06-12", acte: "Projet fictif" },
  { nature: "avis-cil", date: "2023-09-19", acte: "Avis fictif de la conférence" },
  { nature: "avis-pdalhpd", date: "2023-10-10", acte: "Avis fictif du comité responsable" },
  { nature: "vote", date: "2023-11-27", acte: "Délibération fictive du conseil communautaire" },
  { nature: "accord-prefet", date: "2023-12-18", acte: "Accord fictif du préfet" },
  { nature: "signatures", date: AVENANT_SIGNE.signeLe, acte: "Signatures fictives" },
  { nature: "en-vigueur", date: AVENANT_SIGNE.signeLe, acte: "Jour fictif de la signature" },
];

/** Signatories whose synthetic account signs; the EPCI writes the signature of the others. */
export const SIGNENT: Readonly<Record<string, string>> = {
  "Saint-Dizier, Der & Blaise": "agent-epci",
  "Services de l’État (démonstration)": "etat",
  "Action Logement Services": "reservataire",
  [bailleurOf("oph").nom]: "responsable-bailleur-premier",
  [bailleurOf("hamaris").nom]: "responsable-bailleur",
};

/** From its first year to the last of the three years in course. */
export function engagementsAvenant(annee: number): readonly Engagement[] {
  const { premiere } = AVENANT_SIGNE;
  const annees = Array.from({ length: annee - premiere + 3 - ((annee - premiere) % 3) }, (_, rang) => premiere + rang);
  const of = (cle: CleBailleur | null): Engagement["porteur"] =>
    cle === null ? { type: "epci" } : { type: "bailleur", siren: bailleurOf(cle).siren };
  const line = (one: number, objet: Engagement["objet"], porteur: Engagement["porteur"], taux: number): Engagement => ({
    annee: one,
    objet,
    porteur,
    taux,
    nombre: null,
    reference: null,
  });
  return annees.flatMap((one) => [
    ...[null, ...BAILLEURS.map(({ cle }) => cle)].map((cle) => line(one, "hors-qpv", of(cle), 0.25)),
    ...EN_QPV.map((cle) => line(one, "qpv", of(cle), 0.5)),
    ...(["COLTER", "COLACT"] as const).map((contingent) =>
      line(one, "publics-prioritaires", { type: "reservataire", contingent }, 0.25),
    ),
  ]);
}
