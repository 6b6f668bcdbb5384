import { Refus } from "#socle/regles/shared/refus.ts";

/** State of a dwelling that a bailleur follows. `attribue`: promised, without a signed lease yet. */
export const ETATS_LOGEMENT = ["loue", "bientot-libre", "libre", "attribue", "retire"] as const;
export type EtatLogement = (typeof ETATS_LOGEMENT)[number];

export const LIBELLE_ETAT_LOGEMENT: Readonly<Record<EtatLogement, string>> = {
  loue: "Loué",
  "bientot-libre": "Bientôt libre",
  libre: "Libre",
  attribue: "Promis",
  retire: "Retiré de la location",
};

/** Access to a dwelling. `aucun`: stairs, not adapted. Each level but `inconnu` includes the previous ones. */
export const ACCES_LOGEMENT = [
  "aucun",
  "rez-de-chaussee-ou-ascenseur",
  "accessible-fauteuil",
  "logement-adapte",
  "inconnu",
] as const;
export type AccesLogement = (typeof ACCES_LOGEMENT)[number];

export const LIBELLE_ACCES_LOGEMENT: Readonly<Record<AccesLogement, string>> = {
  aucun: "Escalier",
  "rez-de-chaussee-ou-ascenseur": "Rez-de-chaussée ou ascenseur",
  "accessible-fauteuil": "Accessible en fauteuil",
  "logement-adapte": "Logement adapté",
  inconnu: "Inconnu",
};

type ADeclarer = {
  readonly cle: string;
  readonly etat: EtatLogement;
  readonly disponibleLe: string | null;
  readonly adresse: string;
  readonly surface: number | null;
  readonly loyer: number | null;
  readonly charges: number | null;
};

/** Throws `logement-cle`, `logement-adresse`, `logement-montant`, `logement-disponible`. */
export function checkDeclaration({ cle, adresse, loyer, charges, surface, etat, disponibleLe }: ADeclarer): void {
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ./_-]{0,59}$/u.test(cle)) {
    throw new Refus(
      "logement-cle",
      "Identifiant : donnez celui de RPLS, ou la référence de votre organisation (60 signes au plus, lettres et chiffres).",
      { champ: "cle" },
    );
  }
  if (adresse.length < 3 || adresse.length > 200) {
    throw new Refus("logement-adresse", "Adresse : écrivez le numéro et la voie (200 signes au plus).", {
      champ: "adresse",
    });
  }
  checkMontant("Loyer", loyer, 5000);
  checkMontant("Charges", charges, 5000);
  checkMontant("Surface", surface === 0 ? -1 : surface, 1000);
  if (etat === "bientot-libre" && disponibleLe === null) {
    throw new Refus("logement-disponible", "Disponible le : donnez le jour où ce logement sera libre.", {
      champ: "disponible",
    });
  }
}

function checkMontant(quoi: string, valeur: number | null, maximum: number): void {
  if (valeur === null || (Number.isFinite(valeur) && valeur >= 0 && valeur <= maximum)) return;
  throw new Refus(
    "logement-montant",
    `${quoi} : écrivez un nombre entre ${quoi === "Surface" ? "1" : "0"} et ${maximum}, ou laissez vide si vous ne le savez pas.`,
  );
}
