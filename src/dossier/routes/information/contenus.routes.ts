import type { Context } from "hono";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import {
  isRelu,
  type RefusFormulaire,
  SANS_REFUS,
  type SaisieFormulaire,
  valeurDe,
} from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { ajouterContenu, changerContenu, openContenu, unknownContenu } from "../../actes/information/ecrire-contenu.ts";
import { CHEMIN_ACCUEIL } from "../../pages/information/chemins.ts";
import { renderContenuPage } from "../../pages/information/contenu-formulaire.tsx";
import {
  CLES_PAGE,
  type ClePage,
  RUBRIQUES_INFORMATION,
  type RubriqueInformation,
  TEXTE_MAX,
} from "../../regles/information/contenu.ts";
import { contenusFournis } from "../../regles/information/contenus-fournis.ts";

/** A text is written, seen as the public will read it, then kept. */
export function contenuRoutes(site: Site, { base, contenu }: { base: string; contenu: string }): Routes {
  const creer = garde("information", "creer");
  const modifier = garde("information", "modifier", { partout: true });
  return new Routes()
    .get(`${base}/contenus/nouveau`, creer, (c) => show(site, c, { id: null, saisie: newSaisie(c) }))
    .post(`${base}/contenus/nouveau`, creer, (c) => send(site, c, null))
    .get(contenu, modifier, async (c) => {
      const { rubrique, cle, titre, texte, falc, revision } = await openContenu(
        c.var.base,
        c.req.param("epci") ?? "",
        readId(c),
      );
      const saisie = { rubrique: [rubrique], cle: [cle], titre: [titre], texte: [texte], falc: falc ? ["oui"] : [] };
      return show(site, c, { id: readId(c), saisie: { ...saisie, revision: [String(revision)] } });
    })
    .post(contenu, modifier, (c) => send(site, c, readId(c)));
}

function readId(c: Context<Env>): number {
  return Number(c.req.param("contenu"));
}

/** A page begins with the text that is shipped for it. */
function newSaisie(c: Context<Env>): SaisieFormulaire {
  const { rubrique, cle } = { rubrique: c.req.query("rubrique") ?? "question", cle: c.req.query("cle") ?? "" };
  const fourni = contenusFournis("page").find((contenu) => rubrique === "page" && contenu.cle === cle);
  return {
    rubrique: [rubrique],
    cle: [cle],
    ...(fourni ? { titre: [fourni.titre], texte: [fourni.texte] } : {}),
  };
}

/** Of the form alone: an address that names neither is of no page. */
function placeOf(saisie: SaisieFormulaire): { readonly rubrique: RubriqueInformation; readonly cle: ClePage | null } {
  const rubrique = RUBRIQUES_INFORMATION.find((code) => code === valeurDe(saisie, "rubrique"));
  const cle = CLES_PAGE.find((code) => code === valeurDe(saisie, "cle")) ?? null;
  if (!rubrique || (rubrique === "page" && cle === null)) throw unknownContenu();
  return { rubrique, cle: rubrique === "page" ? cle : null };
}

type Vue = {
  readonly id: number | null;
  readonly saisie: SaisieFormulaire;
  readonly refus?: RefusFormulaire;
  readonly code?: string;
  readonly apercu?: boolean;
};

async function show(site: Site, c: Context<Env>, { id, saisie, refus, code, apercu = false }: Vue): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const page = renderContenuPage({
    cadre,
    epci,
    id,
    ...placeOf(saisie),
    etat: { saisie, refus: refus ?? SANS_REFUS },
    aRelire: code === "information-a-relire",
    apercu: apercu ? { titre: valeurDe(saisie, "titre"), texte: valeurDe(saisie, "texte") } : null,
  });
  return c.html(page, refus ? (code ? statusOf(code) : 422) : 200);
}

async function send(site: Site, c: Context<Env>, id: number | null): Promise<Response> {
  const epci = c.req.param("epci") ?? "";
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const { rubrique, cle } = placeOf(saisie);
  if (valeurDe(saisie, "acte") === "apercu") return show(site, c, { id, saisie, apercu: true });
  const lecture = new Lecture(saisie);
  const texte = {
    titre: lecture.text("titre", "Titre"),
    texte: lecture.textOrNull("texte", TEXTE_MAX) ?? "",
    falc: valeurDe(saisie, "falc") === "oui",
    relu: isRelu(saisie),
  };
  if (texte.texte === "") lecture.fail("texte", "Texte : écrivez-le.");
  const { erreurs } = lecture;
  if (erreurs.length > 0) return show(site, c, { id, saisie, refus: { message: null, erreurs } });
  try {
    if (id === null) await ajouterContenu(c.var.base, { epci, rubrique, cle, ...texte });
    else await changerContenu(c.var.base, { epci, id, revision: lecture.hidden("revision"), ...texte });
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "information-inconnue") throw error;
    return show(site, c, { id, saisie, code: error.code, refus: { message: error.message, erreurs: [] } });
  }
  return c.redirect(hrefTerritoire(epci, CHEMIN_ACCUEIL, { fait: "ecrit" }), 303);
}
