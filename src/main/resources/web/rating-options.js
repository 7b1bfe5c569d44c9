/**
 * The official levels of a rating and, by level, the official options with their codes. The words
 * are never edited, none is added, and the first three come first: options for halls, edition 2.
 */

export const LEVELS = [
  [5, '非常满意', 'Very satisfied'],
  [4, '满意', 'Satisfied'],
  [3, '基本满意', 'Fairly satisfied'],
  [2, '不满意', 'Dissatisfied'],
  [1, '非常不满意', 'Very dissatisfied'],
];

export const OPTIONS = {
  5: [
    ['510', '一窗受理一次办结', 'One window, done in one visit'],
    ['511', '可以先受理后补材料', 'Accepted first, papers later'],
    ['512', '不用提交证明', 'No proof was needed'],
    ['513', '可以全程网上办理', 'Can be done online throughout'],
    ['514', '可以使用手机办理', 'Can be done by phone'],
    ['515', '可以就近办理', 'Can be done nearby'],
    ['516', '无需材料直接办理', 'Done without any papers'],
    ['517', '服务热情效率高', 'Warm and efficient service'],
  ],
  4: [
    ['406', '填写一张表单就可完成申报', 'One form was enough'],
    ['407', '在线提交材料窗口核验', 'Papers online, checked at the window'],
    ['408', '一张清单告知全部申报材料', 'One list named all papers'],
    ['409', '用告知承诺减免申报材料', 'A promise in place of papers'],
    ['410', '可以在线预约办理', 'Can be booked online'],
    ['411', '跑大厅一次办完', 'Done in one trip'],
    ['412', '可以使用自助机办理', 'Can be done at a machine'],
    ['413', '服务态度较好', 'Good manners'],
  ],
  3: [
    ['307', '一次性告知需要补正的材料', 'Missing papers were told at once'],
    ['308', '提供申报材料样本', 'Samples of the papers were given'],
    ['309', '在承诺的时间内办结', 'Done in the promised time'],
    ['310', '办事指南指引准确', 'The guide was right'],
    ['311', '按办事指南要求的材料即可办理', 'The papers of the guide were enough'],
    ['312', '可以快递送达', 'Can be delivered'],
    ['313', '跑动次数与承诺的一致', 'As many trips as promised'],
    ['314', '服务态度一般', 'Manners were fair'],
  ],
  2: [
    ['207', '没有提供材料样本', 'No sample of the papers'],
    ['208', '没有提供材料清单', 'No list of the papers'],
    ['209', '未在承诺时间内办结', 'Not done in the promised time'],
    ['210', '同样内容的证明材料被要求多次提交', 'Same proof asked for more than once'],
    ['211', '承诺网办但无法在线办理', 'Online service did not work'],
    ['212', '在线预约办理后到实体大厅重复取号排队', 'Booked online, had to queue again'],
    ['213', '窗口人员业务不熟练', 'Clerk not familiar with the matter'],
    ['214', '服务态度生硬', 'Service was cold'],
  ],
  1: [
    ['108', '在办事指南之外增加新的审批条件', 'Conditions added beyond the guide'],
    ['109', '需提供办事指南之外的申报材料', 'Papers asked for beyond the guide'],
    ['110', '无理由超过法定办理时间', 'Over the legal time without reason'],
    ['111', '办事指南提供样本有错', 'Sample in the guide was wrong'],
    ['112', '承诺在线收取申报材料实际无法收取', 'Promised online papers not taken'],
    ['113', '多头跑窗口和部门', 'Sent from window to window'],
    ['114', '跑动次数与承诺的不一致', 'More trips than promised'],
    ['115', '服务态度差效率低', 'Bad manners, slow work'],
  ],
};
