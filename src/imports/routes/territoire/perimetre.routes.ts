import type { Context } from "hono";
import { SANS_REFUS } from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, choix, jour, relu, texte, texteOuVide } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { annulerActe, ecrireActe, previewActe } from "../../actes/territoire/changer-perimetre.ts";
import { type EtatPerimetre, PAGE_PERIMETRE, renderPerimetrePage } from "../../pages/territoire/perimetre-page.tsx";

/** Needs the whole territory: its communes are the same for all the bailleurs. */
const CHANGER = garde("lot", "creer", { partout: true });

/** `/t/:epci/donnees/perimetre`: communes of the territory by day, and the acts that change them. */
export function perimetreRoutes(site: Site): Routes {
  return pageActes(site, {
    chemin: PAGE_PERIMETRE,
    droit: CHANGER,
    show: (_, c, etat) => showPerimetre(site, c, { ...etat, effet: null }),
    actes: { ecrit: ECRIRE, annule: ANNULER },
  });
}

type Montre = EtatPerimetre & { readonly annonce: string | null };

async function showPerimetre(site: Site, c: Context<Env>, montre: Montre): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { territoires, perimetres } = c.var.base;
  const [perimetre, actes] = await Promise.all([territoires.perimetre(epci), perimetres.actes(epci)]);
  const { saisie, refus, effet, annonce } = montre;
  return renderPerimetrePage({
    cadre,
    perimetre,
    actes,
    mouvements: site.deps.codeOfficiel.mouvements,
    aujourdhui: site.deps.horloge.aujourdhui(),
    annonce,
    saisie,
    refus,
    effet,
  });
}

/** The first post previews the act; the second writes it. */
const ECRIRE = defineActe({
  chemin: "",
  droit: CHANGER,
  annonce: "L’acte est écrit. Les bilans comptent chaque bail dans le périmètre de son jour.",
  defaire: { par: "annule", quoi: "l’écriture de cet acte", vise: ["id"] },
  champs: {
    geste: brut(),
    genre: choix("Que se passe-t-il", ["entree", "sortie"]),
    jour: jour("Jour"),
    communes: texte("Communes"),
    acte: texteOuVide(300),
    relu: relu(),
  },
  run: async ({ base, epci, aujourdhui, site, c }, { geste, acte, communes, ...lu }, saisie) => {
    const codes = communes.toUpperCase().split(/[\s,;]+/);
    const saisi = { epci, ...lu, communes: codes.filter(Boolean), acte: acte ?? "" };
    const { codeOfficiel } = site.deps;
    try {
      if (geste === "ecrire") return suiteOf(await ecrireActe(base, codeOfficiel, saisi));
      const effet = await previewActe(base, codeOfficiel, saisi, aujourdhui);
      return c.html(await showPerimetre(site, c, { saisie, refus: SANS_REFUS, effet, annonce: null }));
    } catch (error) {
      throw placed(error);
    }
  },
});

/** Several communes are as many acts, which are taken back one by one. */
function suiteOf(ids: readonly number[]): Suite {
  return new Suite({ annuler: ids.length === 1 ? ids[0] : null });
}

/** The remaining acts may contradict each other: the page of the acts shows the refusal. */
const ANNULER = defineActe({
  chemin: ":id{[0-9]+}/annuler",
  droit: CHANGER,
  annonce: "L’acte est annulé. Les bilans sont comptés de nouveau.",
  champs: {},
  run: ({ base, epci, numero, site }) => annulerActe(base, site.deps.codeOfficiel, { epci, id: numero("id") }),
});

/** Field of each refusal. */
const CHAMPS: Readonly<Record<string, string>> = {
  "commune-inconnue": "communes",
  "commune-disparue": "communes",
  "acte-absent": "acte",
  "motif-a-relire": "acte",
  "texte-longueur": "acte",
  "texte-nir": "acte",
  "texte-sante": "acte",
};

function placed(error: unknown): unknown {
  const champ = error instanceof Refus ? CHAMPS[error.code] : undefined;
  if (champ === undefined || !(error instanceof Refus)) return error;
  return error.with({ details: { ecarts: [{ champ, message: error.message }] } });
}
