import type { Context } from "hono";
import { SANS_REFUS } from "#socle/pages/design/formulaire.tsx";
import { pageIntrouvable, Refus } from "#socle/regles/shared/refus.ts";
import { gardeAdministrateur, ouverte } from "#socle/routes/acces/garde.ts";
import { brut, relu } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { paramOf, Routes } from "#socle/routes/serveur/routes.ts";
import { emptyCadre, type Site } from "#socle/routes/site.ts";
import { importerJeu, previewJeu } from "../../actes/droit/importer-jeu.ts";
import { confirmerValeur, ecarterValeur, saisirValeur } from "../../actes/droit/saisir-valeur.ts";
import { JEU_MAX } from "../../lectures/droit/lire-jeu.ts";
import { type DroitListe, listerDroit, type ParametreListe } from "../../lectures/droit/lister-droit.ts";
import { CHEMIN_DROIT, listThemes, renderDroitPage } from "../../pages/droit/droit-page.tsx";
import { renderEffetJeuPage } from "../../pages/droit/effet-jeu-page.tsx";
import { renderParametrePage } from "../../pages/droit/parametre-page.tsx";
import { champsValeur } from "./saisie-valeur.ts";

const CODE = ":code{[a-z0-9-]+}";
const GARDE = gardeAdministrateur();
/** The law belongs to no territory: administrators change it under the platform. */
const SOUS_PLATEFORME = { racine: "/plateforme", droit: GARDE };

/** `/droit`: the law, for all. `/plateforme/droit`: the same page, where administrators import and type it. */
export function droitRoutes(site: Site): Routes {
  const publique = ouverte("règles publiques");
  return new Routes()
    .get(CHEMIN_DROIT, publique, async (c) => c.html(await renderListe(site, c, null)))
    .get(`${CHEMIN_DROIT}/${CODE}`, publique, async (c) => c.html(await renderParametre(site, c, null)))
    .route(
      "/",
      pageActes(site, {
        ...SOUS_PLATEFORME,
        chemin: "droit",
        show: renderListe,
        actes: { importe: IMPORTER, confirme: CONFIRMER, ecarte: ECARTER },
        annonces: { saisi: SAISIR.annonce },
      }),
    )
    .route(
      "/",
      pageActes(site, {
        ...SOUS_PLATEFORME,
        chemin: `droit/${CODE}`,
        show: renderParametre,
        actes: { saisi: SAISIR },
      }),
    );
}

async function readListe(site: Site, c: Context<Env>) {
  const { base } = c.var;
  const [liste, territoires] = await Promise.all([
    listerDroit(base, site.deps.horloge.aujourdhui()),
    base.territoires.list(),
  ]);
  return { liste, territoires: territoires.map(({ epci, nom }) => ({ code: epci, libelle: nom })) };
}

/** `etat` null: the public page. */
async function renderListe(site: Site, c: Context<Env>, etat: EtatPage | null): Promise<string> {
  const { liste, territoires } = await readListe(site, c);
  const theme = c.req.query("theme") ?? null;
  if (theme !== null && !listThemes(liste, etat !== null).some(({ jeu }) => jeu.nom === theme)) throw pageIntrouvable();
  return renderDroitPage({
    cadre: emptyCadre(site, c),
    liste,
    theme,
    noms: new Map(territoires.map(({ code, libelle }) => [code, libelle])),
    gestion: etat ? { compte: c.var.acteur.compte } : null,
    annonce: etat?.annonce ?? null,
    saisie: etat?.saisie ?? {},
    refus: etat?.refus ?? SANS_REFUS,
  });
}

function findParametre({ themes }: DroitListe, code: string): ParametreListe {
  const found = themes.flatMap(({ parametres }) => parametres).find((one) => one.code === code);
  if (found) return found;
  throw pageIntrouvable();
}

async function renderParametre(site: Site, c: Context<Env>, etat: EtatPage | null): Promise<string> {
  const { liste, territoires } = await readListe(site, c);
  const parametre = findParametre(liste, paramOf(c, "code"));
  return renderParametrePage({
    cadre: emptyCadre(site, c),
    parametre,
    territoires,
    saisies: liste.saisies.filter(({ code }) => code === parametre.code),
    gestion: etat !== null,
    saisie: etat?.saisie ?? {},
    refus: etat?.refus ?? SANS_REFUS,
    relire: etat?.code === "motif-a-relire",
  });
}

/** The fields depend on the parameter. */
const SAISIR = defineActe({
  chemin: "",
  droit: GARDE,
  annonce: "La valeur est saisie. Elle sera appliquée quand un autre administrateur l’aura confirmée.",
  champs: async ({ site, c }, saisie) => {
    const { liste } = await readListe(site, c);
    return champsValeur(findParametre(liste, paramOf(c, "code")), saisie);
  },
  run: async ({ base, c }, valeur) => {
    await saisirValeur(base, { code: paramOf(c, "code"), ...valeur });
    return new Suite({ chemin: "droit" });
  },
});

const CONFIRMER = defineActe({
  chemin: "saisies/:id{[0-9]+}/confirmer",
  droit: GARDE,
  annonce: "La valeur est confirmée\u00A0: elle est lue dès maintenant.",
  champs: {},
  run: ({ base, numero }) => confirmerValeur(base, numero("id")),
});

const ECARTER = defineActe({
  chemin: "saisies/:id{[0-9]+}/ecarter",
  droit: GARDE,
  annonce: "La valeur est écartée. Elle reste dans l’historique, avec son motif.",
  champs: { motif: brut(), relu: relu() },
  run: ({ base, numero }, raison) => ecarterValeur(base, numero("id"), raison),
});

/** First post: a file, shown and not kept. Second post: the text shown, verified again. */
const IMPORTER = defineActe({
  chemin: "importer",
  droit: GARDE,
  annonce: "Le jeu est importé\u00A0: ses valeurs sont lues dès maintenant.",
  champs: { geste: brut(), contenu: brut() },
  run: async ({ base, site, c, fichier: choisi }, { geste, contenu }) => {
    const cles = site.deps.clesDroit ?? [];
    const fichier = contenu === "" ? await readFichier(choisi("fichier")) : contenu;
    if (geste === "importer") return importerJeu(base, fichier, cles);
    const effet = await previewJeu(base, fichier, cles);
    const { liste } = await readListe(site, c);
    const declarations = new Map(liste.themes.flatMap(({ parametres }) => parametres).map((one) => [one.code, one]));
    return c.html(renderEffetJeuPage({ cadre: emptyCadre(site, c), effet, declarations, fichier }));
  },
});

async function readFichier(fichier: File | null): Promise<string> {
  if (fichier !== null && fichier.size > 0 && fichier.size <= JEU_MAX) return fichier.text();
  throw new Refus("droit-illisible", "Choisissez le fichier JSON d’un jeu signé. Rien n’a été importé.");
}
