/** Given names that are usual in Britain, Ireland and the German- and Dutch-speaking countries and that the compiled lists lack: short forms, names of families from elsewhere. Written down for this project. */

/** None is an ordinary word of any of the languages. */
export const MORE_GIVEN_NAMES = `trev gazza bazza shaz shazza kel dazza daz chezza loz jonty rafferty tarquin crispin peregrine montague morag ailsa ruaridh murdo dougal rhodri gethin
geraint huw iestyn ifan iolo emrys eurwen eirlys angharad cerys delyth efa eleri mair myfanwy nerys sioned jago kerensa merryn petroc olwyn verity
temperance ottoline venetia xiaoling xiaohong xiaoyan xiaofeng weiwei jiaying jiahui yuting haoran junjie minghao zhiwei xinyi mengyao ruoxi wenjing nghia
somchai somsak siriporn malee nattaya aroon niran kanya apinya chanida ayan zayn yousuf haroon hamzah ishaq zakariya sulaiman suleman dawood asad asif atif
fahad haider hussain ishtiaq javed junaid mubashir mudassar naveed nauman rizwan salman saqib shakeel sohail taimoor waqar waqas zeeshan zubair ameera
faiza farzana fozia humaira ishrat javeria kulsum laiba mahnoor mehwish misbah nabeela naheed nargis nasreen nazia nighat nosheen rahila razia rehana
robina sabeen sajida samina sania shagufta shahida shaista shamim shazia sobia sumaira sumayyah summaya tayyaba ummara zeenat zoya advait akash anand ankit
ashok ashwin avinash ganesh jayesh kartik kishore kunal lalit mahesh manish manoj mayur mohan naresh narendra neeraj parag paresh pradeep prashant prateek
praveen rajeev ritesh sachin sanjeev sanjit satish shailesh shankar shashi shiv suraj suresh tarun umesh varun vijay vipul vivek yogesh aanya anju bindiya
chandni gayatri heena janvi kajal kalpana khushi kirti komal kriti madhuri malini meena namrata neelam parvati payal poonam prachi pragya preeti pritha
priyanka puja purnima rajni rakhi reena renu ruchi rupa sadhana sangeeta sapna sarika shalini sharmila shital shruti shweta sonal sonali sudha sulekha
supriya surbhi upasana vaishali vandana veena vidya vimala harpreet jaspreet kulwinder manpreet mandeep navjot rajinder ranjit rupinder satnam satwinder
sukhdeep sukhwinder surinder amarjit baljit balwinder daljit gursharan harjinder inderjit jagjit jaswinder kamaljit karamjit kulvinder lakhvir manjit
paramjit tejinder babatunde chidinma chinaza chinwe chisom damilola efua enitan eze folake folasade funmilayo gbenga ife ijeoma ikechukwu kunle lanre oduya
olabisi olufemi olusegun oluwatobi osagie seun seyi temitope tobiloba tolu ugochukwu uzoma wale yinka esinam tafadzwa tatenda rudo chipo nyasha ruvimbo
sipho lerato nomsa nokuthula zanele themba bongani sibusiso mpho tshepo kipchoge cheptoo amaal deqa farhiya faduma ifrah istahil khadra maxamed nasra nimco
samatar warsame yasmiin yusra jikke gonny sjors sjoukje tjerk trijnie toos tonnie tibbe tinus tiemen tjaart wubbo wendelien willemien ymke ype ytsje afke
ank bertus brigit chiel cobie dieuwertje dini dinie eelke eef elsje femmie foppe frederieke gees geesje gertjan goos harmen henkjan huug huib jacco
jacobien jadie jannes jolande jorien josien jouke keesje klazien lenie lieneke liesje louk marjolijn marlous martien meindert mijntje nanda ploni reinder
reinoud riekje riek rieks rineke roderik roelien roelie sipke sjanie günni hubsi keno klausi kurti manni matthes pankraz pepi radulf rupprecht ruven ruwen
schorsch sebi seppl sigi tamme torge vincenz wastl wiegand xaverl furkan ilker kerem serdar tolga tuncay zafer beyza buse ece gülsüm havva meltem müge
nazan nilgün nesibe rukiye safiye sedef sevda sevgi simge fouad mimoun noureddine ouafae redouan rkia soufian touria younis abdelhak abdelaziz abderrahim
abdelilah achraf asmaa chaima chaimae fadoua hafida hakima houria ilham jaouad loubna naoual rajae ridouan saloua kieu nga phuoc uyen senada srđan tihana
muamer nermina sedin suada vahid zijad dritan flutura genta lirije nexhat qendrim shkëlzen xhevat oleksiy olexandr lyudmyla mariya nadiya nataliya serhiy
vyacheslav yevhenia yulia yuliia yuriy zoriana abebe abeba almaz bekele berhane ermias eyob fikirte filmon freweyni girma haile hiwot kidane kebede kibrom
kidist lemlem letebrhan luwam makda medhanie mehari meron mesfin meseret mihret mikias mulu nardos natnael rahwa samrawit selamawit semere simret tadesse
tekle tesfaye tigist tsehay weldu winta yared yohannes yordanos zerai zewdi demba djibril khady nafi oumar salimata seydou yacouba aref arash ashkan bahram
dariush farhad farideh farnaz hamed hossein kaveh kianoush laleh majid masoud milad mohsen morteza nazanin niloufar omid payam parvaneh pejman saeed saeid
shahram siamak siavash simin soheila zohreh abdulrahman abdulkarim ammar amjad dima fadi ghada haitham hanin hiba iyad joud louay marwan mazen mohanad
mouaz muhannad nawar obada raghad rasha safaa sawsan wael waed zein ziad`
