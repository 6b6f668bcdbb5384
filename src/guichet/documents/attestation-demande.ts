import { LIBELLE_NATURE_TRANSMISSION } from "#dossier/regles/transmission.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Definition, DocumentMisEnPage } from "#socle/documents/document.ts";
import { formatCompte, formatJour, INCONNU } from "#socle/regles/shared/format.ts";
import type { Attestation } from "../actes/registre/attester.ts";

/** Attestation of registration, for the household (CCH, art. L. 441-2-1 and R. 441-2-3). */
export function composeAttestation(attestation: Attestation, etablieLe: string): DocumentMisEnPage {
  const { territoire, numero, le } = attestation;
  const titre = "Attestation d’enregistrement d’une demande de logement social";
  return {
    titre,
    territoire: territoire.nom,
    date: etablieLe,
    entete: `Demande de logement social n° ${numero}`,
    pied: `Attestation du ${formatJour(le)}`,
    bandeau: territoire.demonstration ? BANDEAU_DEMONSTRATION : null,
    couverture: factsOf(attestation),
    sections: [
      {
        titre: "Ce que dit cette attestation",
        blocs: phrasesOf(attestation).map((texte) => ({ kind: "paragraphe", texte })),
      },
    ],
  };
}

function factsOf(attestation: Attestation): readonly Definition[] {
  const jour = (valeur: string | null) => (valeur === null ? INCONNU : formatJour(valeur));
  return [
    { terme: "Demandeur", valeur: attestation.nom },
    { terme: "Numéro unique", valeur: attestation.numero },
    { terme: "Déposée le", valeur: jour(attestation.deposeeLe) },
    { terme: "Enregistrée le", valeur: jour(attestation.enregistreeLe) },
    { terme: "Ancienneté depuis", valeur: jour(attestation.ancienneteLe) },
    { terme: "Valable jusqu’au", valeur: jour(attestation.echeanceLe) },
    { terme: "Guichet", valeur: attestation.guichet ?? INCONNU },
    { terme: "Communes souhaitées", valeur: attestation.communes.join(", ") || "aucune commune" },
    { terme: "Référence du dossier", valeur: attestation.reference ?? INCONNU },
  ];
}

function phrasesOf({ preavisMois, nonConfirmees }: Attestation): readonly string[] {
  return [
    ...nonConfirmees.map(
      (nature) =>
        `${LIBELLE_NATURE_TRANSMISSION[nature]} : pas encore confirmé par le système national, dont la date de validité peut être antérieure à celle de cette attestation.`,
    ),
    "Votre demande de logement social est enregistrée. Le numéro unique vous est propre : gardez-le, il vous sera demandé.",
    "Ce numéro garantit l’ancienneté de votre demande. Il n’y a qu’une demande par ménage et par département, ou pour toute l’Île-de-France.",
    `La demande est valable un an. Vous serez prévenu ${formatCompte(preavisMois, "mois", "mois")} au moins avant la fin : renouvelez-la, elle garde son ancienneté. Sans renouvellement, elle est radiée.`,
    "Dites sans attendre tout changement : adresse, téléphone, famille, ressources, emploi.",
    "Si aucune proposition adaptée ne vous est faite dans le délai que fixe le préfet du département, vous pouvez saisir la commission de médiation.",
  ];
}
