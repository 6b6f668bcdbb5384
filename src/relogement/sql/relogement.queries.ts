import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { habilitationsIn } from "#socle/regles/habilitation/peut.ts";
import type { Sql } from "#socle/sql/sql.ts";
import { type RelogementQueries, TOUS_MENAGES } from "../lectures/ports.ts";
import { add, changeEtat, find, findDemandeur, list, lock, setEnquete, setEtape, update } from "./dossier.queries.ts";
import { addEntretien, addIdentite, entretiens, identites, updateIdentite } from "./identite.queries.ts";
import {
  addMission,
  charte,
  endMission,
  immeuble,
  logesEnCommission,
  missions,
  officiers,
  setCharte,
  setValeurCharte,
  valeursCharte,
} from "./mission.queries.ts";
import { addOffre, annulerBail, offresDuRelogeur, repondre, setVisite, signer } from "./offre.queries.ts";
import { addBlocage, addDecision } from "./suite.queries.ts";

export function relogementQueries(sql: Sql, acteur: Acteur): RelogementQueries {
  return {
    list: (epci, filtre = TOUS_MENAGES) => list(sql, epci, filtre),
    find: (epci, id) => find(sql, epci, id),
    demandeur: (epci, id) => findDemandeur(sql, epci, id),
    add: (epci, menage) =>
      sql.transaction(async (tx) => {
        const id = await add(tx, epci, menage);
        await addIdentite(tx, epci, id, menage);
        return id;
      }),
    update: (epci, id, revision, modification) => update(sql, epci, id, revision, modification),
    changeEtat: (epci, id, change) => changeEtat(sql, epci, id, change),
    setEnquete: (epci, id, enquete) => setEnquete(sql, epci, id, enquete),
    setEtape: (epci, id, etape) => setEtape(sql, epci, id, etape),
    lock: (epci, id) => lock(sql, epci, id),
    identites: (epci, ids) => identites(sql, epci, ids),
    updateIdentite: (epci, id, identite, hash) => sql.transaction((tx) => updateIdentite(tx, epci, id, identite, hash)),
    entretiens: (epci, id) => entretiens(sql, epci, id),
    addEntretien: (epci, id, entretien) => addEntretien(sql, epci, id, entretien),
    addOffre: (epci, offre) => addOffre(sql, epci, offre),
    offresDuRelogeur: (epci) =>
      offresDuRelogeur(
        sql,
        epci,
        habilitationsIn(acteur, epci).map(({ organisation }) => organisation),
      ),
    setVisite: (epci, offre, le) => setVisite(sql, epci, offre, le),
    repondre: (epci, offre, reponse) => repondre(sql, epci, offre, reponse),
    signer: (epci, offre, le) => signer(sql, epci, offre, le),
    annulerBail: (epci, offre) => annulerBail(sql, epci, offre),
    addDecision: (epci, decision) => addDecision(sql, epci, decision),
    addBlocage: (epci, id, motif, le) => addBlocage(sql, epci, id, motif, le),
    immeuble: (epci, operation) => immeuble(sql, epci, operation),
    charte: (epci, operation) => charte(sql, epci, operation),
    setCharte: (epci, operation, point) => setCharte(sql, epci, operation, point),
    valeursCharte: (epci) => valeursCharte(sql, epci),
    setValeurCharte: (epci, valeur) => setValeurCharte(sql, epci, valeur),
    missions: (epci) => missions(sql, epci),
    logesEnCommission: (epci) => logesEnCommission(sql, epci),
    addMission: (epci, mission) => addMission(sql, epci, mission),
    endMission: (epci, id, au) => endMission(sql, epci, id, au),
    officiers: (epci) => officiers(sql, epci),
  };
}
