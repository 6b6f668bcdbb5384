import type { Context } from "hono";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { pageIntrouvable } from "#socle/regles/shared/refus.ts";
import { gardeMembre, ouverte } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { emptyCadre, openCadre, type Site } from "#socle/routes/site.ts";
import { type ChapitreGuide, readGuide } from "../lectures/guide/read-guide.ts";
import { searchGuide } from "../lectures/guide/search-guide.ts";
import { renderAidePage, renderChapitrePage, renderSectionPage } from "../pages/aide/aide-page.tsx";

const QUESTION_MAX = 200;
const OUVERTE = ouverte("guide du produit");

/** The guide inside the product: under a territory, the menu stays; without one, for whoever has no account yet. */
export function aideRoutes(site: Site): Routes {
  // Read once, at the first question: files that ship with the product.
  let lu: readonly ChapitreGuide[] | undefined;
  const guide = () => {
    lu ??= readGuide();
    return lu;
  };
  const show = async (c: Context<Env>) => c.html(render(guide(), await openLieu(site, c), c));
  return new Routes()
    .get("/aide", OUVERTE, show)
    .get("/aide/:chapitre", OUVERTE, show)
    .get("/aide/:chapitre/:section", OUVERTE, show)
    .get("/t/:epci/aide", gardeMembre(), show)
    .get("/t/:epci/aide/:chapitre", gardeMembre(), show)
    .get("/t/:epci/aide/:chapitre/:section", gardeMembre(), show);
}

async function openLieu(site: Site, c: Context<Env>) {
  if (c.req.param("epci") === undefined) return { cadre: emptyCadre(site, c), base: "/aide" };
  const { epci, cadre } = await openCadre(site, c);
  return { cadre, base: hrefTerritoire(epci, "aide") };
}

/** Throws `page-introuvable` for a chapter or a section that is not in the guide. */
function render(guide: readonly ChapitreGuide[], lieu: Awaited<ReturnType<typeof openLieu>>, c: Context<Env>): string {
  const { chapitre: code, section: ancre } = c.req.param() as { chapitre?: string; section?: string };
  if (code === undefined) {
    const question = (c.req.query("q") ?? "").trim().slice(0, QUESTION_MAX);
    return renderAidePage({ ...lieu, guide, question, trouvailles: searchGuide(guide, question) });
  }
  const chapitre = guide.find((un) => un.code === code);
  const section = chapitre?.sections.slice(1).find((une) => une.ancre === ancre);
  if (!chapitre || (ancre !== undefined && !section)) {
    throw pageIntrouvable("Ce passage n’est pas dans le guide. Cherchez-le par un mot, dans « Aide ».");
  }
  return section ? renderSectionPage({ ...lieu, chapitre, section }) : renderChapitrePage({ ...lieu, chapitre });
}
