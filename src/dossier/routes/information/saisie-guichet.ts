import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { formatJourCourt } from "#socle/regles/shared/format.ts";
import { type Champ, choix, numeroCache, relu, texte, texteDeForme, texteOuVide } from "#socle/routes/champs.ts";
import { ensemble, type Lecture, writeNombre, writeTexte } from "#socle/routes/serveur/lecture.ts";
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

/** As many days closed as fit in what is shown. */
const FERMETURES_MAX = 60;

/** `organisations` null: whose card it is is not theirs to say. */
export function champsGuichet(saisie: SaisieFormulaire, organisations: readonly { readonly id: number }[] | null) {
  return {
    territoire: ensemble(saisie, (lecture) => organisations && readTerritoire(lecture, organisations)),
    nom: court("Nom"),
    niveau: choix("Ce qu’on y fait", NIVEAUX_GUICHET),
    adresse: court("Adresse"),
    commune: texte("Commune"),
    point: ensemble(saisie, readPoint),
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
    horaires: ensemble(saisie, readHoraires),
    precisions: texteOuVide(500),
    relu: relu(),
    revision: numeroCache(),
  };
}

function readTerritoire(lecture: Lecture, organisations: readonly { readonly id: number }[]) {
  const codes = organisations.map(({ id }) => String(id));
  const organisation = lecture.choiceOrNull("organisation", "Organisme", codes);
  return {
    organisation: organisation === null ? null : Number(organisation),
    repli: lecture.several("repli", ["oui"]).length > 0,
  };
}

function court(libelle: string): Champ<string> {
  return texte(libelle)
    .refine(({ length }) => length > 1, `${libelle}\u00A0: écrivez au moins deux caractères.`)
    .refine(({ length }) => length <= 120, `${libelle}\u00A0: 120 caractères au plus. Raccourcissez.`);
}

function readPoint(lecture: Lecture): readonly [number, number] | null {
  const [lat, lon] = [readDegres(lecture, "lat", "Latitude", 90), readDegres(lecture, "lon", "Longitude", 180)];
  if (lat !== null && lon !== null) return [lon, lat];
  if (lat !== lon)
    lecture.fail(lat === null ? "lat" : "lon", "Pour la carte : écrivez la latitude et la longitude, ou aucune.");
  return null;
}

function readDegres(lecture: Lecture, champ: string, libelle: string, limite: number): number | null {
  const valeur = valeurDe(lecture.saisie, champ).trim().replace(",", ".");
  if (valeur === "") return null;
  const degres = /^-?\d{1,3}(\.\d{1,12})?$/.test(valeur) ? Number(valeur) : Number.NaN;
  if (Math.abs(degres) <= limite) return degres;
  lecture.fail(champ, `${libelle} : écrivez un nombre, par exemple 48,6376.`);
  return null;
}

function readHoraires(lecture: Lecture): Horaires {
  const plages = JOURS_SEMAINE.flatMap((jour) =>
    PLAGES_JOUR.flatMap((rang): readonly Plage[] => {
      const bout = (nom: "debut" | "fin") => valeurDe(lecture.saisie, champHoraire(jour, rang, nom)).trim();
      const plage = { jour, debut: bout("debut"), fin: bout("fin") };
      return plage.debut === "" && plage.fin === "" ? [] : [plage];
    }),
  );
  for (const defaut of checkHoraires(plages)) lecture.fail(champHoraire(defaut.jour, 1, "debut"), sayDefaut(defaut));
  return { plages, fermetures: readFermetures(lecture) };
}

function readFermetures(lecture: Lecture): readonly string[] {
  const lignes = (lecture.textOrNull("fermetures", 1200) ?? "").split(/[\n,;]+/).map((ligne) => ligne.trim());
  const jours = new Set<string>();
  for (const ligne of lignes.filter(Boolean)) {
    const jour = readJour(ligne);
    if (jour === null)
      lecture.fail("fermetures", `Jours fermés : « ${ligne.slice(0, 20)} » n’est pas un jour, comme 25/12/2026.`);
    else jours.add(jour);
  }
  if (jours.size > FERMETURES_MAX) lecture.fail("fermetures", `Jours fermés : ${FERMETURES_MAX} au plus.`);
  return [...jours].sort();
}

function readJour(ligne: string): string | null {
  const [, jour, mois, annee] = /^(\d{2})\/(\d{2})\/(20\d{2})$/.exec(ligne) ?? [];
  const iso = `${annee}-${mois}-${jour}`;
  const date = Date.parse(`${iso}T00:00:00Z`);
  return jour !== undefined && new Date(date || 0).toISOString().startsWith(iso) ? iso : null;
}

/** What the form shows of a card. */
export function writeGuichet(guichet: GuichetEcrit): SaisieFormulaire {
  const { nom, niveau, adresse, commune, point, telephone, courriel, accessible, horaires, precisions } = guichet;
  return {
    nom: [nom],
    niveau: [niveau],
    adresse: [adresse],
    commune: [commune],
    accessible: [accessible],
    lat: writeNombre(point?.[1] ?? null),
    lon: writeNombre(point?.[0] ?? null),
    telephone: writeTexte(telephone),
    courriel: writeTexte(courriel),
    precisions: writeTexte(precisions),
    organisation: writeTexte(guichet.organisation === null ? null : String(guichet.organisation)),
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
