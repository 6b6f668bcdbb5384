import { LIBELLE_QUARTILE, LIBELLE_REPONSE, labelConnu } from "#droit/regles/attribution/libelles.ts";
import { formatCompte, formatEuros, formatJour, formatNombre, formatTaux } from "#socle/regles/shared/format.ts";
import { LIBELLE_SATISFACTION, type Satisfaction } from "../regles/enquete.ts";
import { LIBELLE_ACCOMPAGNEMENT, LIBELLE_BESOIN_ACCES, type SouhaitRelogement } from "../regles/menage.ts";
import { computeResteACharge } from "../regles/reste-a-charge.ts";
import type { RubriqueFiche } from "./fiche.ts";
import { sayResteACharge } from "./fiche-offres.ts";
import type { DossierRelogement } from "./ports.ts";

const ZONE: Readonly<Record<SouhaitRelogement["zone"], string | null>> = {
  "hors-qpv": "Hors quartier prioritaire",
  qpv: "En quartier prioritaire",
  indifferente: "Indifférent",
  inconnue: null,
};

/** What the file holds on the household, its dwelling and its wishes, without a name. */
export function sayRubriques(
  dossier: DossierRelogement,
  communes: ReadonlyMap<string, string>,
): readonly RubriqueFiche[] {
  return [
    menage(dossier),
    origine(dossier),
    souhaits(dossier.souhait, communes),
    ...(dossier.etat === "reloge" ? [apres(dossier)] : []),
  ];
}

function menage(dossier: DossierRelogement): RubriqueFiche {
  const { personnes, accompagnement } = dossier;
  return {
    titre: "Le ménage",
    lignes: [
      { libelle: "Personnes", valeur: personnes === null ? null : formatCompte(personnes, "personne") },
      { libelle: "Ressources", valeur: labelConnu(dossier.quartile, LIBELLE_QUARTILE) },
      { libelle: "Action Logement", valeur: labelConnu(dossier.beneficiaireActionLogement, LIBELLE_REPONSE) },
      {
        libelle: "Accompagnement",
        valeur: accompagnement === "inconnu" ? null : LIBELLE_ACCOMPAGNEMENT[accompagnement],
      },
    ],
  };
}

function origine({ origine: logement, bailleur }: DossierRelogement): RubriqueFiche {
  const euros = (valeur: number | null) => (valeur === null ? null : formatEuros(valeur));
  return {
    titre: "Le logement à quitter",
    lignes: [
      { libelle: "Bailleur", valeur: bailleur.nom },
      { libelle: "Type", valeur: logement.typologie },
      { libelle: "Surface", valeur: logement.surface === null ? null : `${formatNombre(logement.surface)} m²` },
      { libelle: "Loyer", valeur: euros(logement.loyer) },
      { libelle: "Charges", valeur: euros(logement.charges) },
      { libelle: "APL", valeur: euros(logement.apl) },
      { libelle: "Reste à charge", valeur: sayResteACharge(computeResteACharge(logement)) },
    ],
  };
}

/** What the household says once rehoused. */
function apres({ enquete }: DossierRelogement): RubriqueFiche {
  const dit = (valeur: Satisfaction | null | undefined) => (valeur == null ? null : LIBELLE_SATISFACTION[valeur]);
  return {
    titre: "Après le relogement",
    lignes: [
      { libelle: "Enquête du", valeur: enquete === null ? null : formatJour(enquete.le) },
      { libelle: "Logement", valeur: dit(enquete?.logement) },
      { libelle: "Quartier", valeur: dit(enquete?.quartier) },
      { libelle: "Accompagnement", valeur: dit(enquete?.accompagnement) },
      { libelle: "Taux d’effort", valeur: enquete?.effort == null ? null : formatTaux(enquete.effort) },
    ],
  };
}

function souhaits(souhait: SouhaitRelogement, communes: ReadonlyMap<string, string>): RubriqueFiche {
  const { typologies, acces, resteAChargeMax } = souhait;
  return {
    titre: "Ce que le ménage souhaite",
    lignes: [
      { libelle: "Types", valeur: typologies.length === 0 ? "Sans préférence" : typologies.join(", ") },
      { libelle: "Quartier", valeur: ZONE[souhait.zone] },
      {
        libelle: "Communes",
        valeur:
          souhait.communes.length === 0
            ? "Toutes"
            : souhait.communes.map((code) => communes.get(code) ?? code).join(", "),
      },
      { libelle: "Peut payer", valeur: resteAChargeMax === null ? null : `${formatEuros(resteAChargeMax)} par mois` },
      { libelle: "Besoin d’accès", valeur: acces === "inconnu" ? null : LIBELLE_BESOIN_ACCES[acces] },
      { libelle: "Accession", valeur: labelConnu(souhait.accession, LIBELLE_REPONSE) },
    ],
  };
}

/** « T3, hors quartier », « T4, accession »: the wish in a cell. */
export function saySouhait({ typologies, zone, acces, accession }: SouhaitRelogement): string {
  const parts = [
    typologies.length === 0 ? null : typologies.join(" ou "),
    zone === "hors-qpv" ? "hors quartier" : zone === "qpv" ? "dans le quartier" : null,
    acces === "aucun" || acces === "inconnu" ? null : LIBELLE_BESOIN_ACCES[acces].toLowerCase(),
    accession === "oui" ? "accession" : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? "Non recueilli" : parts.join(", ");
}
