import CarbonAccounting
import ReferenceData

/// Reference data with round figures: branch purchases at 200 g/EUR, machines at 300, electricity at 50 g/kWh…
/// Prices double between 2022 and 2024, so that every deflation shows.
enum TestLibrary {
  static func make() throws -> ReferenceLibrary {
    let files = ReferenceFiles(contents.mapValues { Array($0.utf8) })
    return try ReferenceLibrary(
      factors: FactorCatalogue(files), classification: ClassificationTable(files), prices: ReferencePrices(files),
      priceIndex: PriceIndex(files, series: "test"), parameters: Parameters(files))
  }

  private static let physical = """
    id,vintage,name_fr,name_en,value,unit,year,boundary,combustion,upstream,uncertainty_pct,source,source_ref,status,note

    """

  static let contents: [String: String] = [
    "sources.csv": """
    id,title,publisher,year,url,licence,note
    test,Données d'essai,Sillage,2024,https://example.org,EUPL-1.2,

    """,
    "parameters.csv": """
    id,value,unit,valid_from,valid_to,reference,note
    prudence.margin,0.20,1,,,test,
    resale.significant-share,0.10,1,,,test,
    carry-over.warning-share,0.10,1,,,test,

    """,
    "factors/energy.csv": physical + """
      energy.electricity,2023,Électricité,Electricity,0.060,kgCO2e/kWh,2023,,,,10,test,1,official,
      energy.electricity,2024,Électricité,Electricity,0.050,kgCO2e/kWh,2024,,,,10,test,2,official,
      energy.natural-gas.pcs,2022,Gaz,Gas,0.2,kgCO2e/kWh_pcs,2022,,,,5,test,3,official,
      energy.diesel,2021,Gazole,Diesel,3,kgCO2e/L,2021,,2.5,0.5,10,test,4,official,
      energy.heating-oil,2021,Fioul,Heating oil,3.3,kgCO2e/L,2021,,,,5,test,5,official,
      energy.coal,2021,Charbon,Coal,2.7,kgCO2e/kg,2021,,,,20,test,6,official,

      """,
    "factors/transport.csv": physical + """
      transport.car.km,2023,Voiture,Car,0.25,kgCO2e/km,2023,,,,60,test,7,official,

      """,
    "factors/goods.csv": physical,
    "factors/monetary-ademe.csv": physical,
    "factors/monetary-naf.csv": """
    code,production,intermediate,accuracy,year,source
    16.23Z,250,200,3,2022,test
    28.49Z,300,210,3,2022,test
    47.59B,150,100,3,2022,test
    65.12Z,80,60,3,2022,test

    """,
    "factors/monetary-a64.csv":
      "code,label_fr,label_en,production,production_min,production_max,intermediate,intermediate_min,intermediate_max,method,branches,year,source\n",
    "factors/monetary-a38.csv":
      "code,label_fr,label_en,production,production_min,production_max,intermediate,intermediate_min,intermediate_max,method,branches,year,source\n",
    "nomenclatures/naf.csv": """
    code,label_fr,label_en,division,a64,a38,section
    01.45Z,Élevage d'ovins,Raising of sheep,01,A01,AZ,A
    16.23Z,Menuiseries,Joinery,16,C16,CC,C
    28.49Z,Machines-outils,Machine tools,28,C28,CK,C
    47.59B,Autres équipements du foyer,Other household equipment,47,G47,GZ,G
    65.12Z,Autres assurances,Non-life insurance,65,K65,KZ,K

    """,
    "classification/categories.csv": """
    id,label_fr,label_en,kind,measure_unit,inventory_post,note
    energy.electricity,Électricité,Electricity,energy,kWh,electricity,
    energy.gas,Gaz,Gas,energy,kWh,stationary-combustion,
    energy.oil,Gazole,Diesel,energy,L,mobile-combustion,
    energy.coal,Charbon,Coal,energy,kg,stationary-combustion,
    energy.unknown,Énergie à préciser,Energy to be specified,energy,kWh,stationary-combustion,
    transport.car,Voiture,Car,transport,km,business-travel,
    asset.machines,Machines,Machines,asset,EUR,fixed-assets,
    asset.vehicles,Véhicules,Vehicles,asset,EUR,fixed-assets,
    resale.goods,Marchandises,Goods,resale,EUR,goods-bought,
    specific.1,Bois,Wood,specific,EUR,goods-bought,
    other,Autres factures,Other invoices,other,EUR,goods-bought,

    """,
    "classification/accounts.csv": """
    prefix,treatment,category,factor,valid_from,valid_to,reason_fr,reason_en
    601,purchase,other,branch:intermediate,,,achats,purchases
    609,purchase,other,branch:intermediate,,,rabais,rebates
    6031,stock-change,other,branch:intermediate,,,stocks,stocks
    6037,stock-change,resale.goods,branch:intermediate,,,marchandises,goods
    6061,purchase,energy.unknown,id:energy.heating-oil,,,énergie,energy
    607,resale,resale.goods,branch:intermediate,,,marchandises,goods
    6251,purchase,transport.car,id:transport.car.km,,,voyages,travel
    616,purchase,other,naf:65.12Z:production,,,assurance,insurance
    64,outside,,,,,salaires,wages
    6811,allowance,,,,,dotations,allowances
    2154,asset,asset.machines,naf:28.49Z:production,,,machines,machines
    2182,asset,asset.vehicles,naf:28.49Z:production,,,véhicules,vehicles
    70,revenue,,,,,ventes,sales

    """,
    "classification/words.csv": """
    prefixes,word,category,factor
    6061,electricite,energy.electricity,id:energy.electricity
    6061,gaz,energy.gas,id:energy.natural-gas.pcs
    6061,gazole,energy.oil,id:energy.diesel
    6061,charbon,energy.coal,id:energy.coal
    6061,eau energie,energy.unknown,

    """,
    "classification/direct-emissions.csv": """
    naf_prefix,reason_fr,reason_en
    01.4,élevage,livestock

    """,
    "prices/energy-reference-prices.csv": """
    id,unit,from,to,value_eur,source,status,note
    energy.electricity,EUR/kWh,2019-01-01,2026-12-31,0.20,test,official,
    energy.natural-gas.pcs,EUR/kWh,2019-01-01,2026-12-31,0.10,test,official,
    energy.diesel,EUR/L,2019-01-01,2026-12-31,1.50,test,official,
    energy.heating-oil,EUR/L,2019-01-01,2026-12-31,1.10,test,official,
    transport.car.km,EUR/km,2019-01-01,2026-12-31,0.50,test,official,

    """,
    "prices/price-index.csv": """
    series,year,value,source,status
    test,2022,100,test,official
    test,2023,160,test,official
    test,2024,200,test,official
    test,2025,200,test,official

    """,
  ]
}
