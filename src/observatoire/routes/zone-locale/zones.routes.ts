import type { Context } from "hono";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { addZone, removeZone, saveLieux } from "../../actes/zone-locale/ecrire-zones.ts";
import type { LieuZone } from "../../lectures/zone-locale/ports.ts";
import { PAGE_ZONES, renderZonesPage } from "../../pages/zone-locale/zones-page.tsx";

/** A zone concerns several bailleurs. */
const CHANGER = garde("lot", "creer", { partout: true });

/** `/t/:epci/donnees/zones`: the territory's own zones. */
export function zonesRoutes(site: Site): Routes {
  return pageActes(site, {
    chemin: PAGE_ZONES,
    droit: CHANGER,
    show: showZones,
    actes: { ouverte: OUVRIR, place: PLACER, fermee: FERMER },
  });
}

const OUVRIR = defineActe({
  chemin: "",
  droit: CHANGER,
  annonce: "La zone est ouverte.",
  defaire: { par: "fermee", quoi: "l’ouverture de cette zone", vise: ["id"] },
  champs: { nom: brut() },
  run: async ({ base, epci }, { nom }) => new Suite({ annuler: await addZone(base, epci, nom) }),
});

const PLACER = defineActe({
  chemin: "lieux",
  droit: CHANGER,
  annonce: "Les zones sont enregistrées. Le parc et les loyers sont comptés de nouveau.",
  champs: { commune: brut() },
  run: async ({ base, epci }, { commune }, saisie) => {
    await saveLieux(base, epci, lieuxOf(saisie));
    return new Suite({ parametres: { commune: commune || null } });
  },
});

const FERMER = defineActe({
  chemin: ":id/fermer",
  droit: CHANGER,
  annonce: "La zone est fermée ; ce qu’elle contenait est hors zone.",
  champs: {},
  run: ({ base, epci, numero }) => removeZone(base, epci, numero("id")),
});

async function showZones(site: Site, c: Context<Env>, { refus, annonce }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { zonesLocales, territoires } = c.var.base;
  const [zones, parCommune, communes] = await Promise.all([
    zonesLocales.zones(epci),
    zonesLocales.communes(epci),
    territoires.communes(epci),
  ]);
  const commune = communes.find((one) => one.commune === c.req.query("commune"))?.commune ?? null;
  const residences = commune === null ? [] : await zonesLocales.residences(epci, commune);
  return renderZonesPage({ cadre, zones, parCommune, communes, commune, residences, annonce, refus });
}

/** `c`: zone of the commune; `r.<key>`: of a résidence; empty: none. */
function lieuxOf(saisie: SaisieFormulaire): readonly LieuZone[] {
  const zoneOf = (nom: string) => (/^\d{1,9}$/.test(valeurDe(saisie, nom)) ? Number(valeurDe(saisie, nom)) : null);
  const residences = Object.keys(saisie)
    .filter((nom) => nom.startsWith("r."))
    .map((nom): LieuZone => ({ genre: "residence", code: nom.slice(2), zone: zoneOf(nom) }));
  return [{ genre: "commune", code: valeurDe(saisie, "commune"), zone: zoneOf("c") }, ...residences];
}
