import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { Tag } from "#socle/pages/design/parts.tsx";
import { formatEuros, formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import { type Examen, eligibilite, LIBELLE_FAIT_MANQUANT, LIBELLE_FILTRE } from "../../regles/rapprochement/examen.ts";
import type { LogementExamine, SeuilsRapprochement } from "../../regles/rapprochement/faits.ts";

export const LIBELLE_QUARTILE_EXAMEN = { q1: "1er quartile", "q2-4": "Quartiles 2 à 4", inconnu: "inconnu" } as const;
export const LIBELLE_NATURE_EXAMEN = { acces: "Première demande", mutation: "Mutation", inconnue: "inconnue" } as const;
export const LIBELLE_REPONSE_EXAMEN = { oui: "Oui", non: "Non", inconnu: "inconnu" } as const;

export function TagEligible({ examen }: { examen: Examen }) {
  const [premier] = examen.motifs;
  switch (eligibilite(examen)) {
    case "oui":
      return <Tag ton="ok">Rien ne l’écarte</Tag>;
    case "indecidable":
      return <Tag ton="neutre">À vérifier</Tag>;
    default:
      return <Tag ton="alerte">Écartée : {premier ? LIBELLE_FILTRE[premier.filtre].toLowerCase() : ""}</Tag>;
  }
}

/** What to ask the household, or to write of the dwelling; the need of access is mentioned once, above the list. */
export function sayInconnus({ inconnus }: Examen): string {
  const dits = inconnus.filter((fait) => fait !== "besoin-acces").map((fait) => LIBELLE_FAIT_MANQUANT[fait]);
  return dits.length === 0 ? "" : dits.join(" ; ");
}

/** « 410 € et 95 € de charges, PLUS, logement non réservé ». */
export function sayConditions({ loyer, charges, financement, contingent }: LogementExamine): string {
  const prix = loyer === null ? "loyer inconnu" : formatEuros(loyer);
  const plus = charges === null ? "charges inconnues" : `${formatEuros(charges)} de charges`;
  const fonds = financement === "inconnu" ? "financement inconnu" : financement;
  return `${prix} et ${plus}, ${fonds}, ${LIBELLE_CONTINGENT[contingent].toLowerCase()}`;
}

export function Seuils({ seuils }: { seuils: SeuilsRapprochement | null }) {
  if (seuils === null || (seuils.effortMax === null && seuils.resteAVivre === null)) {
    return <p>Aucun seuil de taux d’effort n’est écrit : il n’écarte personne.</p>;
  }
  const effort =
    seuils.effortMax === null ? null : `taux d’effort de ${formatNombre(seuils.effortMax / 10)}\u00A0% au plus`;
  const reste =
    seuils.resteAVivre === null ? null : `reste à vivre de ${formatNombre(seuils.resteAVivre)}\u00A0€ par jour`;
  return (
    <p>
      {seuils.propre ? "Repères du bailleur" : "Repères du territoire"} depuis le {formatJour(seuils.depuis)} :{" "}
      {[effort, reste].filter(Boolean).join(", ")} ({seuils.reference}).{" "}
      {seuils.confiance === "B" ? <Tag ton="alerte">à confirmer</Tag> : null}
    </p>
  );
}
