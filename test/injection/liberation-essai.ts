/** What the form of a dwelling to let says of it. */
export const LIBERATION_ESSAI: Readonly<Record<string, string>> = {
  filiere: "ordinaire",
  financement: "PLUS",
  meuble: "non",
  contingent: "AUCUN",
  cause_vacance: "inconnue",
  preavis: "2018-10-01",
  "etat-des-lieux": "",
  travaux: "",
  disponible: "",
  depart_prevu: "",
  travaux_prevus: "",
};
