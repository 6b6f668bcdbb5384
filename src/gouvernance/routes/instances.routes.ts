import type { Context } from "hono";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { readInstances } from "../lectures/instance-lire.ts";
import { renderInstancesPage } from "../pages/instance-liste-page.tsx";
import {
  addContact,
  closeInstance,
  createInstance,
  modifyInstance,
  removeContact,
  showInstance,
  showMembre,
  showModifierInstance,
  showNouvelleInstance,
  writeMembre,
} from "./instances-ecriture.ts";

const LIRE = garde("instance", "lire");
/** Members and meetings are for those who read the whole resource, not what is published of it. */
const LIRE_TOUT = garde("instance", "lire", { partout: true });
const CREER = garde("instance", "creer", { partout: true });
const MODIFIER = garde("instance", "modifier", { partout: true });

const INSTANCES = "/t/:epci/commission";
const INSTANCE = `${INSTANCES}/instances/:id{[0-9]+}`;
const MEMBRE = `${INSTANCE}/membres/:membre{[0-9]+}`;

/** `/t/:epci/commission`: who meets, who sits, whom one writes to. */
export function instancesRoutes(site: Site): Routes {
  return new Routes()
    .get(INSTANCES, LIRE, (c) => showInstances(site, c))
    .get(`${INSTANCES}/instances/nouvelle`, CREER, (c) => showNouvelleInstance(site, c))
    .post(`${INSTANCES}/instances/nouvelle`, CREER, (c) => createInstance(site, c))
    .get(INSTANCE, LIRE_TOUT, (c) => showInstance(site, c))
    .get(`${INSTANCE}/modifier`, MODIFIER, (c) => showModifierInstance(site, c))
    .post(`${INSTANCE}/modifier`, MODIFIER, (c) => modifyInstance(site, c))
    .post(`${INSTANCE}/clore`, MODIFIER, (c) => closeInstance(site, c))
    .get(`${INSTANCE}/membres/nouveau`, MODIFIER, (c) => showMembre(site, c))
    .post(`${INSTANCE}/membres/nouveau`, MODIFIER, (c) => writeMembre(site, c))
    .get(MEMBRE, MODIFIER, (c) => showMembre(site, c))
    .post(MEMBRE, MODIFIER, (c) => writeMembre(site, c))
    .post(`${MEMBRE}/contacts`, MODIFIER, (c) => addContact(site, c))
    .post(`${MEMBRE}/contacts/:contact{[0-9]+}/retirer`, MODIFIER, (c) => removeContact(site, c));
}

async function showInstances(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const lues = await readInstances(c.var.base, { epci, aujourdhui: site.deps.horloge.aujourdhui() });
  return c.html(renderInstancesPage({ cadre, lues }));
}
