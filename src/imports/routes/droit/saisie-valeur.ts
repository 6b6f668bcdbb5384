import { labelOf } from "#droit/regles/dire-valeur.ts";
import type { Declaration } from "#droit/regles/enregistrement.ts";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { CONFIANCES } from "#socle/regles/shared/confiance.ts";
import {
  type Champ,
  champ,
  choix,
  Faute,
  groupe,
  jour,
  jourOuVide,
  relu,
  texte,
  texteOuVide,
} from "#socle/routes/champs.ts";

/** Fields of one parameter; its form decides how the value is typed. */
export function champsValeur(declaration: Declaration, saisie: SaisieFormulaire) {
  return {
    valeur: champValeur(declaration, saisie),
    depuis: jour("Premier jour"),
    jusque: jourOuVide("Dernier jour"),
    article: texteOuVide(300),
    texte: texteOuVide(200),
    source: texte("Source"),
    confiance: choix("D’où tenez-vous cette valeur", CONFIANCES),
    territoire: texteOuVide(9),
    relu: relu(),
  };
}

function champValeur(declaration: Declaration, saisie: SaisieFormulaire): Champ<unknown> {
  const { forme } = declaration;
  if (forme === "montants") return champMontants(declaration, saisie);
  if (forme === "taux") return champ(readTaux);
  if (forme === "nombre") return champ(readNombre);
  if (forme === "texte") return texte("Texte");
  if (forme === "oui-non") return choix("Valeur", ["oui", "non"]).transform((valeur) => valeur === "oui");
  if (forme === "choix")
    return champ((valeur) => declaration.choix.find((one) => String(one) === valeur) ?? SANS_CHOIX);
  if (forme === "codes") return champ((valeur) => valeur.toUpperCase().split(SEPARATEURS).filter(Boolean));
  if (forme === "jour") return jour("Jour");
  return champ(() => new Faute("Cette valeur s’importe par un jeu signé."));
}

const SANS_CHOIX = new Faute("Valeur : choisissez une réponse.");
const SEPARATEURS = /[\s,;]+/;

/** « 25 » and « 17,5 » in percent, as the text writes them. Parsed as digits, so that 17,5 gives exactly 0.175. */
function readTaux(valeur: string): number | Faute {
  const pourcent = readNombre(valeur.replace("%", ""));
  if (pourcent instanceof Faute) return pourcent;
  return pourcent > 100 ? new Faute("Taux : écrivez un pourcentage, de 0 à 100.") : Number(`${pourcent}e-2`);
}

function readNombre(texte: string): number | Faute {
  const valeur = texte.replaceAll(/[\s\u00a0\u202f€]/g, "").replace(",", ".");
  const ecrit = /^\d{1,9}(\.\d{1,6})?$/.test(valeur);
  return ecrit ? Number(valeur) : new Faute("Écrivez un nombre, par exemple 25 ou 17,5.");
}

/** An empty zone has unknown amounts; one zone at least is required. */
function champMontants(declaration: Declaration, saisie: SaisieFormulaire): Champ<unknown> {
  const { lignes } = declaration;
  const champs = Object.fromEntries(lignes.map((ligne) => [nomDe(ligne), champLigne(declaration, ligne)]));
  return groupe(saisie, champs, (lu) => {
    const ecrits = lignes.filter((ligne) => lu[nomDe(ligne)] !== null);
    if (ecrits.length > 0) return Object.fromEntries(ecrits.map((ligne) => [ligne, lu[nomDe(ligne)]]));
    return new Faute("Écrivez les montants d’une zone au moins.", nomDe(lignes[0] ?? ""));
  });
}

function nomDe(ligne: string): string {
  return `montants-${ligne}`;
}

function champLigne(declaration: Declaration, ligne: string): Champ<readonly number[] | null> {
  const { colonnes } = declaration;
  return champ((valeur) => {
    if (valeur === "") return null;
    const montants = valeur
      .split(/\s*[;\t]\s*/)
      .filter(Boolean)
      .map(readNombre);
    const nombres = montants.filter((montant) => typeof montant === "number");
    if (nombres.length === montants.length && nombres.length === colonnes.length) return nombres;
    const nombre = `${colonnes.length} montants, séparés par des points-virgules`;
    return new Faute(`${labelOf(declaration, ligne)} : écrivez ${nombre}.`);
  });
}
