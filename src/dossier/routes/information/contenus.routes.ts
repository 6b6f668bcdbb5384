import type { Context } from "hono";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, coche, numeroCache, relu, texte } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import {
  type Acte,
  defineActe,
  type EtatPage,
  type Lieu,
  pageActes,
  SANS_ACTE,
  Suite,
} from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
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

const CONTENU = `${CHEMIN_ACCUEIL}/contenus/:contenu{[1-9][0-9]{0,14}}`;

/** Routes of a text: written, previewed as the public reads it, then saved. */
export function contenuRoutes(site: Site): Routes {
  return pageActes(
    site,
    {
      chemin: `${CHEMIN_ACCUEIL}/contenus/nouveau`,
      droit: AJOUTER_CONTENU.droit,
      show: (_, c, etat) =>
        renderContenu(site, c, { ...etat, saisie: etat.acte === null ? newSaisie(c) : etat.saisie }),
      actes: { ecrit: AJOUTER_CONTENU },
    },
    { chemin: CONTENU, droit: CHANGER.droit, show: showContenu, actes: { ecrit: CHANGER } },
  );
}

async function showContenu(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  if (etat.acte !== null) return renderContenu(site, c, etat);
  const { rubrique, cle, titre, texte, falc, revision } = await openContenu(
    c.var.base,
    c.req.param("epci") ?? "",
    Number(c.req.param("contenu")),
  );
  const saisie = { rubrique: [rubrique], cle: [cle], titre: [titre], texte: [texte], falc: falc ? ["oui"] : [] };
  return renderContenu(site, c, { ...etat, saisie: { ...saisie, revision: [String(revision)] } });
}

/** The form of a page starts with its shipped text. */
function newSaisie(c: Context<Env>): SaisieFormulaire {
  const { rubrique, cle } = { rubrique: c.req.query("rubrique") ?? "question", cle: c.req.query("cle") ?? "" };
  const fourni = contenusFournis("page").find((contenu) => rubrique === "page" && contenu.cle === cle);
  return {
    rubrique: [rubrique],
    cle: [cle],
    ...(fourni ? { titre: [fourni.titre], texte: [fourni.texte] } : {}),
  };
}

/** Part and key come from the form; an unknown part or key is no page. */
function placeOf(saisie: SaisieFormulaire): { readonly rubrique: RubriqueInformation; readonly cle: ClePage | null } {
  const rubrique = RUBRIQUES_INFORMATION.find((code) => code === valeurDe(saisie, "rubrique"));
  const cle = CLES_PAGE.find((code) => code === valeurDe(saisie, "cle")) ?? null;
  if (!rubrique || (rubrique === "page" && cle === null)) throw unknownContenu();
  return { rubrique, cle: rubrique === "page" ? cle : null };
}

async function renderContenu(
  site: Site,
  c: Context<Env>,
  { saisie, refus, code }: EtatPage,
  apercu = false,
): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const id = c.req.param("contenu");
  return renderContenuPage({
    cadre,
    epci,
    id: id === undefined ? null : Number(id),
    ...placeOf(saisie),
    etat: { saisie, refus },
    aRelire: code === "information-a-relire",
    apercu: apercu ? { titre: valeurDe(saisie, "titre"), texte: valeurDe(saisie, "texte") } : null,
  });
}

type TexteLu = { readonly titre: string; readonly texte: string; readonly falc: boolean; readonly relu: boolean };

/** The preview accepts an incomplete text; the save does not. */
function ecrire(
  droit: Acte["droit"],
  keep: (lieu: Lieu, lu: TexteLu & { readonly revision: number }, saisie: SaisieFormulaire) => Promise<unknown>,
): Acte {
  return defineActe({
    chemin: "",
    droit,
    annonce: "Le texte est enregistré.",
    champs: (_, saisie) => ({
      titre: isApercu(saisie) ? brut() : texte("Titre"),
      texte: isApercu(saisie) ? brut() : texte("Texte", TEXTE_MAX),
      falc: coche(),
      relu: relu(),
      revision: numeroCache(),
    }),
    run: async (lieu, lu, saisie) => {
      const { site, c } = lieu;
      if (isApercu(saisie)) return c.html(await renderContenu(site, c, { ...SANS_ACTE, saisie }, true));
      await keep(lieu, lu, saisie);
      return new Suite({ chemin: CHEMIN_ACCUEIL });
    },
  });
}

function isApercu(saisie: SaisieFormulaire): boolean {
  return valeurDe(saisie, "acte") === "apercu";
}

export const AJOUTER_CONTENU = ecrire(
  garde("information", "creer"),
  ({ base, epci }, { titre, texte, falc, relu }, saisie) =>
    ajouterContenu(base, { epci, ...placeOf(saisie), titre, texte, falc, relu }),
);

const CHANGER = ecrire(
  garde("information", "modifier", { partout: true }),
  ({ base, epci, numero }, { revision, titre, texte, falc, relu }) =>
    changerContenu(base, { epci, id: numero("contenu"), revision, titre, texte, falc, relu }),
);
