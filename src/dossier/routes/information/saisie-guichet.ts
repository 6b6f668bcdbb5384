import { isRelu, type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { formatJourCourt } from "#socle/regles/shared/format.ts";
import { type Lecture, writeNombre, writeTexte } from "#socle/routes/serveur/lecture.ts";
import { sayDefaut } from "../../actes/information/ecrire-guichet.ts";
import type { GuichetEcrit } from "../../lectures/information/ports.ts";
import { champHoraire, PLAGES_JOUR } from "../../pages/information/guichet-formulaire.tsx";
import { ACCESSIBILITES_GUICHET, type FicheGuichet, NIVEAUX_GUICHET } from "../../regles/information/guichet.ts";
import {
  checkHoraires,
  type Horaires,
  JOURS_SEMAINE,
  type Plage,
  sortPlages,
} from "../../regles/information/horaires.ts";

/** As many days closed as fit in what is shown. */
const FERMETURES_MAX = 60;

type GuichetLu = Omit<FicheGuichet, "repli"> & {
  readonly organisation?: number | null;
  readonly repli?: boolean;
  readonly relu: boolean;
};

/** `organisations` null: whose card it is is not theirs to say. */
export function readGuichet(lecture: Lecture, organisations: readonly { readonly id: number }[] | null): GuichetLu {
  const territoire = organisations && {
    organisation: readOrganisation(lecture, organisations),
    repli: lecture.several("repli", ["oui"]).length > 0,
  };
  return {
    ...territoire,
    nom: readCourt(lecture, "nom", "Nom"),
    niveau: lecture.choice("niveau", "Ce qu’on y fait", NIVEAUX_GUICHET),
    adresse: readCourt(lecture, "adresse", "Adresse"),
    commune: lecture.text("commune", "Commune"),
    point: readPoint(lecture),
    telephone: readTelephone(lecture),
    courriel: readCourriel(lecture),
    accessible: lecture.choice("accessible", "Accès en fauteuil roulant", ACCESSIBILITES_GUICHET),
    horaires: readHoraires(lecture),
    precisions: lecture.textOrNull("precisions", 500),
    relu: isRelu(lecture.saisie),
  };
}

function readOrganisation(lecture: Lecture, organisations: readonly { readonly id: number }[]): number | null {
  if (valeurDe(lecture.saisie, "organisation") === "") return null;
  const asked = lecture.hidden("organisation");
  if (organisations.some(({ id }) => id === asked)) return asked;
  lecture.fail("organisation", "Organisme : choisissez dans la liste.");
  return null;
}

function readCourt(lecture: Lecture, champ: string, libelle: string): string {
  const valeur = lecture.text(champ, libelle);
  if (valeur.length === 1) lecture.fail(champ, `${libelle} : écrivez au moins deux caractères.`);
  if (valeur.length > 120) lecture.fail(champ, `${libelle} : 120 caractères au plus. Raccourcissez.`);
  return valeur;
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

function readTelephone(lecture: Lecture): string | null {
  const valeur = lecture.textOrNull("telephone", 30);
  if (valeur === null || /^\+?[\d .()-]{4,30}$/.test(valeur)) return valeur;
  lecture.fail("telephone", "Téléphone : écrivez un numéro, comme 03 25 00 00 00.");
  return null;
}

function readCourriel(lecture: Lecture): string | null {
  const valeur = lecture.textOrNull("courriel", 200);
  if (valeur === null || /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(valeur)) return valeur;
  lecture.fail("courriel", "Courriel : écrivez une adresse, comme guichet@exemple.fr.");
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
