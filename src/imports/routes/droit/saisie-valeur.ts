import { labelOf } from "#droit/regles/dire-valeur.ts";
import type { Declaration } from "#droit/regles/enregistrement.ts";
import { isRelu, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { CONFIANCES } from "#socle/regles/shared/confiance.ts";
import type { Lecture } from "#socle/routes/serveur/lecture.ts";
import type { ValeurSaisie } from "../../actes/droit/saisir-valeur.ts";

/** What was typed of one parameter. With mistakes in `lu`, nothing may be done with it. */
export function readValeurSaisie(lu: Lecture, declaration: Declaration): ValeurSaisie {
  const depuis = lu.dayOrNull("depuis", "Premier jour");
  if (depuis === null && valeurDe(lu.saisie, "depuis") === "") {
    lu.fail("depuis", "Premier jour : donnez la date, jour, mois et année.");
  }
  return {
    code: declaration.code,
    valeur: readValeur(lu, declaration),
    depuis: depuis ?? "",
    jusque: lu.dayOrNull("jusque", "Dernier jour"),
    article: lu.textOrNull("article", 300),
    texte: lu.textOrNull("texte", 200),
    source: lu.text("source", "Source"),
    confiance: lu.choice("confiance", "D’où tenez-vous cette valeur", CONFIANCES),
    territoire: lu.textOrNull("territoire", 9),
    relu: isRelu(lu.saisie),
  };
}

function readValeur(lu: Lecture, declaration: Declaration): unknown {
  const { forme, choix } = declaration;
  if (forme === "montants") return readMontants(lu, declaration);
  const texte = valeurDe(lu.saisie, "valeur").trim();
  if (forme === "taux") return readTaux(lu, texte);
  if (forme === "nombre") return readNombre(lu, "valeur", texte) ?? 0;
  if (forme === "texte") return lu.text("valeur", "Texte");
  if (forme === "oui-non") return lu.choice("valeur", "Valeur", ["oui", "non"]) === "oui";
  if (forme === "choix")
    return choix.find((one) => String(one) === texte) ?? fail(lu, "Valeur : choisissez une réponse.");
  if (forme === "codes")
    return texte
      .toUpperCase()
      .split(/[\s,;]+/)
      .filter(Boolean);
  if (forme === "jour")
    return lu.dayOrNull("valeur", "Jour") ?? fail(lu, "Jour : donnez la date, jour, mois et année.");
  return fail(lu, "Cette valeur s’importe par un jeu signé.");
}

function fail(lu: Lecture, message: string): null {
  if (!lu.erreurs.some(({ champ }) => champ === "valeur")) lu.fail("valeur", message);
  return null;
}

/** « 25 » and « 17,5 » per cent, as the text writes them. Read as digits: 0,175 exactly, whatever a division would give. */
function readTaux(lu: Lecture, texte: string): number | null {
  const pourcent = readNombre(lu, "valeur", texte.replace("%", ""));
  if (pourcent === null) return null;
  if (pourcent > 100) return fail(lu, "Taux : écrivez un pourcentage, de 0 à 100.");
  return Number(`${pourcent}e-2`);
}

function readNombre(lu: Lecture, champ: string, texte: string): number | null {
  const valeur = texte.replaceAll(/[\s\u00a0\u202f€]/g, "").replace(",", ".");
  if (/^\d{1,9}(\.\d{1,6})?$/.test(valeur)) return Number(valeur);
  lu.fail(champ, "Écrivez un nombre, par exemple 25 ou 17,5.");
  return null;
}

/** A zone left empty is of amounts that nobody knows. */
function readMontants(lu: Lecture, declaration: Declaration): Readonly<Record<string, readonly number[]>> {
  const { lignes, colonnes } = declaration;
  const entries = lignes.flatMap((ligne): [string, readonly number[]][] => {
    const champ = `montants-${ligne}`;
    const texte = valeurDe(lu.saisie, champ).trim();
    if (texte === "") return [];
    const cells = texte.split(/\s*[;\t]\s*/).filter(Boolean);
    const montants = cells.map((cell) => readNombre(lu, champ, cell) ?? 0);
    if (montants.length !== colonnes.length) {
      lu.fail(
        champ,
        `${labelOf(declaration, ligne)} : écrivez ${colonnes.length} montants, séparés par des points-virgules.`,
      );
    }
    return [[ligne, montants]];
  });
  if (entries.length === 0) lu.fail(`montants-${lignes[0] ?? ""}`, "Écrivez les montants d’une zone au moins.");
  return Object.fromEntries(entries);
}
