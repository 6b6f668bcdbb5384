import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { formatJourCourt } from "#socle/regles/shared/format.ts";
import {
  type Champ,
  champ,
  choix,
  choixOuVide,
  coche,
  Faute,
  groupe,
  numeroCache,
  relu,
  texte,
  texteDeForme,
  texteOuVide,
} from "#socle/routes/champs.ts";
import { writeNombre, writeTexte } from "#socle/routes/serveur/saisie.ts";
import { sayDefaut } from "../../actes/information/ecrire-guichet.ts";
import type { GuichetEcrit } from "../../lectures/information/ports.ts";
import { champHoraire, PLAGES_JOUR } from "../../pages/information/guichet-formulaire.tsx";
import { ACCESSIBILITES_GUICHET, NIVEAUX_GUICHET } from "../../regles/information/guichet.ts";
import {
  checkHoraires,
  type Horaires,
  JOURS_SEMAINE,
  type Plage,
  sortPlages,
} from "../../regles/information/horaires.ts";

/** Maximum closed days of a card. */
const FERMETURES_MAX = 60;

/** `organisations` null: the actor may not choose the organisation of the card. */
export function champsGuichet(saisie: SaisieFormulaire, organisations: readonly { readonly id: number }[] | null) {
  return {
    territoire: organisations ? territoireOf(saisie, organisations) : champ(() => null),
    nom: court("Nom"),
    niveau: choix("Ce qu’on y fait", NIVEAUX_GUICHET),
    adresse: court("Adresse"),
    commune: texte("Commune"),
    point: pointOf(saisie),
    telephone: texteDeForme("Téléphone", {
      forme: /^\+?[\d .()-]{4,30}$/,
      max: 30,
      ecrire: "écrivez un numéro, comme 03 25 00 00 00",
    }),
    courriel: texteDeForme("Courriel", {
      forme: /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/,
      max: 200,
      ecrire: "écrivez une adresse, comme guichet@exemple.fr",
    }),
    accessible: choix("Accès en fauteuil roulant", ACCESSIBILITES_GUICHET),
    horaires: groupe(saisie, { plages: plagesOf(saisie), fermetures: FERMETURES }, (horaires): Horaires => horaires),
    precisions: texteOuVide(500),
    relu: relu(),
    revision: numeroCache(),
  };
}

function territoireOf(saisie: SaisieFormulaire, organisations: readonly { readonly id: number }[]) {
  const codes = organisations.map(({ id }) => String(id));
  const organisation = choixOuVide("Organisme", codes).transform((code) => (code === null ? null : Number(code)));
  return groupe(saisie, { organisation, repli: coche() }, (territoire) => territoire);
}

function court(libelle: string): Champ<string> {
  return texte(libelle)
    .refine(({ length }) => length > 1, `${libelle}\u00A0: écrivez au moins deux caractères.`)
    .refine(({ length }) => length <= 120, `${libelle}\u00A0: 120 caractères au plus. Raccourcissez.`);
}

function pointOf(saisie: SaisieFormulaire): Champ<readonly [number, number] | null> {
  const champs = { lat: degres("Latitude", 90), lon: degres("Longitude", 180) };
  return groupe(saisie, champs, ({ lat, lon }) => {
    if (lat !== null && lon !== null) return [lon, lat] as const;
    if (lat === lon) return null;
    const manque = lat === null ? "lat" : "lon";
    return new Faute("Pour la carte\u00A0: écrivez la latitude et la longitude, ou aucune.", manque);
  });
}

function degres(libelle: string, limite: number): Champ<number | null> {
  return champ((valeur) => {
    if (valeur === "") return null;
    const ecrit = valeur.replace(",", ".");
    const degres = /^-?\d{1,3}(\.\d{1,12})?$/.test(ecrit) ? Number(ecrit) : Number.NaN;
    if (Math.abs(degres) <= limite) return degres;
    return new Faute(`${libelle}\u00A0: écrivez un nombre, par exemple 48,6376.`);
  });
}

/** An error of a day is reported on its first field. */
function plagesOf(saisie: SaisieFormulaire): Champ<readonly Plage[]> {
  const jours = JOURS_SEMAINE.map((jour) => {
    const plages = PLAGES_JOUR.flatMap((rang): readonly Plage[] => {
      const bout = (nom: "debut" | "fin") => valeurDe(saisie, champHoraire(jour, rang, nom)).trim();
      const plage = { jour, debut: bout("debut"), fin: bout("fin") };
      return plage.debut === "" && plage.fin === "" ? [] : [plage];
    });
    const [defaut] = checkHoraires(plages);
    return [champHoraire(jour, 1, "debut"), champ(() => (defaut ? new Faute(sayDefaut(defaut)) : plages))] as const;
  });
  return groupe(saisie, Object.fromEntries(jours), (semaine) => Object.values(semaine).flat());
}

/** ISO days, sorted. */
const FERMETURES = texteOuVide(1200).transform((ecrit, { addIssue }): readonly string[] => {
  const lignes = (ecrit ?? "").split(/[\n,;]+/).map((ligne) => ligne.trim());
  const jours = new Set<string>();
  for (const ligne of lignes.filter(Boolean)) {
    const jour = readJour(ligne);
    if (jour === null) addIssue(`Jours fermés\u00A0: « ${ligne.slice(0, 20)} » n’est pas un jour, comme 25/12/2026.`);
    else jours.add(jour);
  }
  if (jours.size > FERMETURES_MAX) addIssue(`Jours fermés\u00A0: ${FERMETURES_MAX} au plus.`);
  return [...jours].sort();
});

function readJour(ligne: string): string | null {
  const [, jour, mois, annee] = /^(\d{2})\/(\d{2})\/(20\d{2})$/.exec(ligne) ?? [];
  const iso = `${annee}-${mois}-${jour}`;
  const date = Date.parse(`${iso}T00:00:00Z`);
  return jour !== undefined && new Date(date || 0).toISOString().startsWith(iso) ? iso : null;
}

/** Input that shows a card. */
export function writeGuichet(guichet: GuichetEcrit): SaisieFormulaire {
  const { nom, niveau, adresse, commune, point, telephone, courriel, accessible, horaires, precisions } = guichet;
  return {
    nom: [nom],
    niveau: [niveau],
    adresse: [adresse],
    commune: [commune],
    accessible: [accessible],
    lat: writeNombre(point?.[1]),
    lon: writeNombre(point?.[0]),
    telephone: writeTexte(telephone),
    courriel: writeTexte(courriel),
    precisions: writeTexte(precisions),
    organisation: writeTexte(guichet.organisation),
    repli: guichet.repli ? ["oui"] : [],
    fermetures: [horaires.fermetures.map(formatJourCourt).join("\n")],
    revision: [String(guichet.revision)],
    ...Object.fromEntries(
      JOURS_SEMAINE.flatMap((jour) =>
        sortPlages(horaires.plages.filter((plage) => plage.jour === jour)).flatMap(({ debut, fin }, rang) => [
          [champHoraire(jour, rang + 1, "debut"), [debut]],
          [champHoraire(jour, rang + 1, "fin"), [fin]],
        ]),
      ),
    ),
  };
}
