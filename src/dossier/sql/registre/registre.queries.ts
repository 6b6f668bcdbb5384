import type { Sql } from "#socle/sql/sql.ts";
import type { RegistreQueries } from "../../lectures/registre/ports.ts";
import * as acces from "./registre-acces.queries.ts";
import * as fiches from "./registre-fiche.queries.ts";
import * as listes from "./registre-liste.queries.ts";

/** Register of the demandes for desks, bailleurs and communes: a list without names, files with their name. */
export function registreQueries(sql: Sql): RegistreQueries {
  return {
    list: (question) => listes.list(sql, question),
    comptes: (epci) => listes.comptes(sql, epci),
    lignes: (epci, demandeurs) => listes.lignes(sql, epci, demandeurs),
    ligne: async (epci, demandeur) => (await listes.lignes(sql, epci, [demandeur]))[0] ?? null,
    findReference: (epci, reference) => listes.findBy(sql, "reference", epci, reference),
    findNumero: (epci, numeroHash) => listes.findBy(sql, "numero_hash", epci, numeroHash),
    searchNom: (epci, guichets, cherche, coupes, limite) =>
      listes.searchNom(sql, epci, guichets, cherche, coupes, limite),
    noms: (epci, demandeurs) => listes.noms(sql, epci, demandeurs),
    fiche: (epci, demandeur) => fiches.fiche(sql, epci, demandeur),
    menage: (epci, demandeur) => fiches.menage(sql, epci, demandeur),
    personnes: (epci, demandeur) => fiches.personnes(sql, epci, demandeur),
    lock: (epci, demandeur) => fiches.lock(sql, epci, demandeur),
    ecrireVie: (epci, demandeur, vie, sortie) => fiches.ecrireVie(sql, epci, demandeur, vie, sortie),
    ecrireNumero: (epci, demandeur, numero) => acces.ecrireNumero(sql, epci, demandeur, numero),
    attester: (epci, demandeur, le) => fiches.attester(sql, epci, demandeur, le),
    add: (fiche) => fiches.add(sql, fiche),
    acteCommission: (demandeur, acte, le) => acces.acteCommission(sql, demandeur, acte, le),
    rendreBail: (demandeur, bail) => acces.rendreBail(sql, demandeur, bail),
    radierBail: (demandeur, bail, sortie) => acces.radierBail(sql, demandeur, bail, sortie),
    delais: (epci, guichets, du, au) => acces.delais(sql, epci, guichets, du, au),
    aFaire: (epci, guichets, jours) => acces.aFaire(sql, epci, guichets, jours),
    guichets: () => acces.guichets(sql),
    ouverture: (demandeur, maintenant) => acces.ouverture(sql, demandeur, maintenant),
    ouvrir: (compte, epci, demandeur, ouverture) => acces.ouvrir(sql, compte, epci, demandeur, ouverture),
    recuser: (compte, epci, demandeur) => acces.recuser(sql, compte, epci, demandeur),
    situations: (epci, demandeur) => acces.situations(sql, epci, demandeur),
  };
}
