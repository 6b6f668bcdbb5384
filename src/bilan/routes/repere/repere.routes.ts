import type { Context } from "hono";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { SANS_REFUS, type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import type { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { again, readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { checkLecture, refusOf } from "#socle/routes/serveur/refus-formulaire.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  ecrireDemarche,
  ecrirePopulation,
  retirerDemarche,
  retirerPopulation,
} from "../../actes/repere/ecrire-reperes.ts";
import { readReperes } from "../../lectures/repere/reperes.ts";
import { CHEMIN_REPERES, renderReperesPage } from "../../pages/repere/reperes-page.tsx";
import { DOCUMENTS_DEMARCHE } from "../../regles/repere/demarche.ts";

const MODIFIER = garde("objectif", "modifier", { partout: true });
const BASE = `/t/:epci/${CHEMIN_REPERES}`;

const ANNONCES: Readonly<Record<string, string>> = {
  ajoute: "Le repère est enregistré.",
  retire: "Le repère est retiré.",
};

/** `/t/:epci/reperes`: the frise of procedures, the populations of the territory and of its parts. */
export function repereRoutes(site: Site): Routes {
  return new Routes()
    .get(BASE, garde("objectif", "lire"), (c) => showReperes(site, c))
    .post(`${BASE}/demarches`, MODIFIER, (c) => act(site, c, "ajoute", writeDemarche))
    .post(`${BASE}/demarches/:demarche{[0-9]+}/retirer`, MODIFIER, (c) =>
      act(site, c, "retire", (base, epci) => retirerDemarche({ base }, epci, readNumero(c, "demarche"))),
    )
    .post(`${BASE}/populations`, MODIFIER, (c) => act(site, c, "ajoute", writePopulation))
    .post(`${BASE}/populations/:population{[0-9]+}/retirer`, MODIFIER, (c) =>
      act(site, c, "retire", (base, epci) => retirerPopulation({ base }, epci, readNumero(c, "population"))),
    );
}

type Retour = { readonly saisie?: SaisieFormulaire; readonly refus?: Refus };

async function showReperes(site: Site, c: Context<Env>, { saisie, refus }: Retour = {}): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const page = renderReperesPage({
    cadre,
    epci,
    reperes: await readReperes(c.var.base, epci),
    ecrire: peutPartout(c.var.acteur, "objectif", "modifier", epci),
    saisie: saisie ?? {},
    refus: refus ? refusOf(refus) : SANS_REFUS,
    annonce: refus ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null),
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

type Base = Context<Env>["var"]["base"];
type Ecrire = (base: Base, epci: string, lecture: Lecture, jour: string) => Promise<void>;

async function act(site: Site, c: Context<Env>, fait: keyof typeof ANNONCES, write: Ecrire): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const lecture = new Lecture(saisieOf(await c.req.parseBody({ all: true })));
  try {
    await write(c.var.base, epci, lecture, site.deps.horloge.aujourdhui());
    return c.redirect(hrefTerritoire(epci, CHEMIN_REPERES, { fait }), 303);
  } catch (error) {
    return again(error, (refus) => showReperes(site, c, { saisie: lecture.saisie, refus }));
  }
}

async function writeDemarche(base: Base, epci: string, lecture: Lecture): Promise<void> {
  const titre = lecture.text("titre", "Démarche");
  const document = lecture.choice("document", "Document", DOCUMENTS_DEMARCHE);
  const source = lecture.text("source", "Source");
  checkLecture(lecture);
  await ecrireDemarche({ base }, { epci, titre, quand: valeurDe(lecture.saisie, "quand"), document, source });
}

const ENTIER = { chiffres: 8, ecrire: "écrivez un nombre entier" };

async function writePopulation(base: Base, epci: string, lecture: Lecture, jour: string): Promise<void> {
  const habitants = lecture.count("habitants", "Habitants", ENTIER);
  const millesime = lecture.count("millesime", "Millésime", ENTIER);
  const source = lecture.text("source_population", "Source");
  checkLecture(lecture);
  const lieu = valeurDe(lecture.saisie, "lieu");
  await ecrirePopulation(
    { base },
    { epci, lieu, habitants, millesime, source, anneeCourante: Number(jour.slice(0, 4)) },
  );
}
