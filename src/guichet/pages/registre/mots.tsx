import { type EtatDemande, LIBELLE_ETAT_DEMANDE } from "#dossier/regles/etat.ts";
import { DELAIS_DEMANDE } from "#droit/regles/delais-demande.ts";
import { findValeur } from "#droit/regles/parametre.ts";
import { Tag } from "#socle/pages/design/parts.tsx";
import { formatCompte, formatJour, formatJourCourt, INCONNU } from "#socle/regles/shared/format.ts";
import type { LigneLue } from "../../actes/registre/lister.ts";

const TON: Readonly<Record<EtatDemande, "ok" | "alerte" | "erreur" | "neutre">> = {
  brouillon: "neutre",
  "a-enregistrer": "alerte",
  "a-completer": "alerte",
  active: "ok",
  "a-renouveler": "alerte",
  avertie: "erreur",
  radiee: "neutre",
};

export function TagEtatDemande({ etat }: { etat: EtatDemande }) {
  return <Tag ton={TON[etat]}>{LIBELLE_ETAT_DEMANDE[etat]}</Tag>;
}

export function TagRetard({ retard }: { retard: LigneLue["retard"] }) {
  if (retard === "aucun") return null;
  return retard === "mois" ? <Tag ton="erreur">plus d’un mois</Tag> : <Tag ton="alerte">plus de 15 jours</Tag>;
}

export function sayJour(jour: string | null): string {
  return jour === null ? INCONNU : formatJour(jour);
}

export function sayJourCourt(jour: string | null): string {
  return jour === null ? INCONNU : formatJourCourt(jour);
}

export function sayPersonnes(personnes: number | null): string {
  return personnes === null ? INCONNU : formatCompte(personnes, "personne");
}

/** Delay for a warned household to answer; texts differ on it, so its source is shown. */
export function DelaiNonReponse({ jour }: { jour: string }) {
  const { source, confiance } = findValeur(DELAIS_DEMANDE.nonReponse, jour);
  return (
    <>
      {sayDelaiNonReponse(jour)} {confiance === "B" ? <Tag ton="alerte">à confirmer</Tag> : null}{" "}
      <small>({source})</small>
    </>
  );
}

export function sayDelaiNonReponse(jour: string): string {
  return `${findValeur(DELAIS_DEMANDE.nonReponse, jour).valeur} mois`;
}
