import { Routes } from "#socle/routes/serveur/routes.ts";
import type { Site } from "#socle/routes/site.ts";
import { accesDossierRoutes } from "./acces.routes.ts";
import { envoiRoutes } from "./envoi.routes.ts";
import { etapesRoutes } from "./etapes.routes.ts";
import { franceConnectRoutes } from "./franceconnect.routes.ts";
import { mesDemandesRoutes } from "./mes-demandes.routes.ts";
import { personnesRoutes } from "./personnes.routes.ts";
import { titulaireRoutes } from "./titulaire.routes.ts";

/** `/ma-demande/:epci/…`: the demande of a household, on its telephone. Other modules hold its follow-up and its pieces. */
export function dossierRoutes(site: Site): Routes {
  return new Routes()
    .route("/", accesDossierRoutes(site))
    .route("/", franceConnectRoutes(site))
    .route("/", mesDemandesRoutes(site))
    .route("/", personnesRoutes(site))
    .route("/", envoiRoutes(site))
    .route("/", etapesRoutes(site))
    .route("/", titulaireRoutes(site));
}
