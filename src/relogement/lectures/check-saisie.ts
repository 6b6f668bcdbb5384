import { numeroUnique } from "#donnees/formats/sne/numero-unique.ts";
import { Defaut } from "#donnees/formats/values/defaut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { CoutLogement, IdentiteReloge } from "../regles/menage.ts";
import type { ModificationMenage } from "./ports.ts";

/** Maximum values, to catch typing errors: euros a month, m², persons, consumption units. The database has none. */
const MAX = { euros: 20_000, surface: 500, personnes: 20, uniteConso: 15 } as const;

/** Refuses `relogement-saisie`, naming the field. */
export function checkSaisie(menage: ModificationMenage, identite: IdentiteReloge | null): void {
  const { personnes, origine, souhait } = menage;
  checkNombre("Nombre de personnes", personnes, 1, MAX.personnes);
  if (origine) checkCout("Logement actuel", origine);
  checkNombre("Reste à charge supportable", souhait?.resteAChargeMax, 0, MAX.euros);
  if (identite) checkIdentite(identite, personnes ?? null);
}

function checkIdentite(identite: IdentiteReloge, personnes: number | null): void {
  const { nom, prenom, adultes, enfants, revenuMensuel, uniteConso } = identite;
  if (nom.trim() === "" || prenom.trim() === "") {
    throw new Refus("relogement-saisie", "Nom et prénom du titulaire : écrivez les deux.", { champ: "nom" });
  }
  checkNombre("Adultes", adultes, 0, MAX.personnes);
  checkNombre("Enfants", enfants, 0, MAX.personnes);
  checkNombre("Revenu mensuel", revenuMensuel, 0, MAX.euros);
  checkNombre("Unités de consommation", uniteConso, 1, MAX.uniteConso);
  if (personnes === null || adultes === null || enfants === null || adultes + enfants === personnes) return;
  throw new Refus(
    "relogement-saisie",
    `Composition : ${adultes} adultes et ${enfants} enfants ne font pas ${personnes} personnes. Corrigez l’un ou l’autre.`,
    { champ: "personnes" },
  );
}

/** Refuses `relogement-saisie`. */
export function checkCout(champ: string, { loyer, charges, apl, surface }: CoutLogement): void {
  checkNombre(`${champ}, loyer`, loyer, 0, MAX.euros);
  checkNombre(`${champ}, charges`, charges, 0, MAX.euros);
  checkNombre(`${champ}, APL`, apl, 0, MAX.euros);
  checkNombre(`${champ}, surface`, surface, 1, MAX.surface);
  if (loyer === null || charges === null || apl === null || apl <= loyer + charges) return;
  throw new Refus(
    "relogement-saisie",
    `${champ} : l’APL dépasse le loyer et ses charges. Vérifiez les trois montants.`,
    {
      champ: "apl",
    },
  );
}

function checkNombre(champ: string, valeur: number | null | undefined, min: number, max: number): void {
  if (valeur === null || valeur === undefined || (valeur >= min && valeur <= max)) return;
  throw new Refus("relogement-saisie", `${champ} : écrivez un nombre entre ${min} et ${max}, ou laissez vide.`, {
    champ,
  });
}

/** Keyed hash of the number, the same as in the files of the SNE; null for an empty field. Refuses `numero-unique-invalide`. */
export function hashNumero(texte: string, hash: (numero: string) => string): string | null {
  if (texte.trim() === "") return null;
  const numero = numeroUnique(texte);
  if (numero instanceof Defaut || numero === null) {
    throw new Refus(
      "numero-unique-invalide",
      "Numéro unique : il n’a pas la forme attendue (chiffres, 10 à 20 caractères). Corrigez-le ou laissez vide.",
    );
  }
  return hash(numero);
}
