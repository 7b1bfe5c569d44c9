package org.xuhao.fault;

/**
 * Every fault there is: its stable code, what happened and what to do, in both languages. The
 * operator's page and its fault book are printed from this list.
 */
public enum FaultCode {
  LINE_DOWN(
      "线路不通",
      "The line does not open or was cut.",
      "检查线缆、供电和端口名；恢复后自动重连。",
      "Check cable, power and port name; it reconnects by itself."),
  LINE_NOISE(
      "线路上有干扰",
      "Bytes arrived on the line that belong to no frame.",
      "检查接地、终端电阻和波特率。",
      "Check earthing, termination and baud rate."),
  DEVICE_SILENT(
      "设备无应答",
      "The device does not answer.",
      "检查设备供电、接线和地址拨码；叫号照常进行。",
      "Check its power, wiring and address switch; calling goes on without it."),
  DEVICE_REFUSES(
      "设备拒绝命令",
      "The device answered with an error.",
      "按设备手册核对型号和设置；字库缺失时请重新下载字库。",
      "Compare model and settings with its manual; load the font library if it is missing."),
  PAD_KEY(
      "呼叫器或评价器密钥不符",
      "The pad does not prove that it has its key, so nothing it says is believed.",
      "新设备或修回的设备：接通安装跳线，在设备页按“发放密钥”，恢复后取下跳线。",
      "New or repaired pad: set its jumper, press its key button on the page of devices; then"
          + " take the jumper out."),
  CERTIFICATE_WRONG(
      "证书文件不能用，页面用自制证书加密",
      "The hall's certificate cannot be used; pages are served under one that was made here.",
      "看详情里的代码和文件；改好后一天内自动换上，或重启。",
      "See code and file in the detail; once mended it is taken within a day, or after a restart."),
  CERTIFICATE_ENDING(
      "证书快到期",
      "The hall's certificate ends within three weeks.",
      "向发证机构续期，把新文件放到原处；一天内自动换上。",
      "Have it renewed and put the new files in place; they are taken within a day."),
  CARD_READER_MODULE(
      "身份证读卡器安全模块故障",
      "The identity-card reader's security module failed or is not authorised.",
      "断电后重新通电；仍报错时把读卡器送修。办事人可以在屏幕上输入证件号码。",
      "Switch it off and on; if it stays, have it repaired. Visitors can type their number."),
  PAPER_OUT(
      "打印机缺纸",
      "The printer is out of paper.",
      "换纸。号票仍然有效，可在页面上补打。",
      "Load paper. Tickets stay valid and can be reprinted from the page."),
  PAPER_LOW("打印纸将用完", "The paper is near its end.", "准备换纸。", "Have a new roll ready."),
  COVER_OPEN("打印机盖未合", "The printer's cover is open.", "合上机盖。", "Close the cover."),
  CUTTER_JAM(
      "切纸刀卡住",
      "The printer's cutter or mechanism reports an error.",
      "断电后清除卡纸，再通电。",
      "Switch it off, clear the paper, switch it on."),
  PRINT_UNCONFIRMED(
      "打印未确认",
      "The printer did not confirm a ticket in time.",
      "看出票口；没有出票时补打。",
      "Look at the slot; reprint if there is no ticket."),
  FONT_MISSING(
      "没有中文字体",
      "This machine has no Chinese font, so tickets go to the printer as text.",
      "安装：apt-get install fonts-noto-cjk，然后重启续号；打印机自带汉字时设 print: text。",
      "Run apt-get install fonts-noto-cjk and restart; or print: text for a Chinese printer."),
  VOICE_SILENT(
      "语音播报不可用",
      "A zone's announcements cannot be heard; their texts are on the displays.",
      "检查声卡、音箱和 hall.yaml 中的 card（aplay -L）；安装：apt-get install espeak-ng alsa-utils。",
      "Check sound card, loudspeaker and card in hall.yaml (aplay -L); install espeak-ng and"
          + " alsa-utils."),
  JOURNAL_UNWRITABLE(
      "日志无法写入",
      "The journal cannot be written, so nothing can be accepted.",
      "清理磁盘空间或更换磁盘；恢复后自动继续。",
      "Free disk space or replace the disk; the hall goes on by itself."),
  JOURNAL_TAIL_CUT(
      "日志尾部已截断",
      "A power cut left a torn end in the journal; it was never acknowledged and was cut off.",
      "无需处理。经常出现时检查供电。",
      "Nothing to do. If it happens often, check the power supply."),
  DAY_UNSEALED(
      "日结封签未完成",
      "A closed day could not be sealed; the queue goes on, and it is tried again.",
      "查看日志；检查磁盘和 keys/seal.key；运行 xuhao verify。",
      "See the log; check the disk and keys/seal.key; run: xuhao verify."),
  VISITORS_KEPT(
      "到期的个人信息密钥未销毁",
      "The key that visitors of a past month are known by could not be destroyed on time.",
      "查看日志；检查磁盘和 keys 目录的权限；系统会自动重试。",
      "See the log; check the disk and who may write the folder keys; it is tried again."),
  STORE_REBUILDING(
      "报表数据正在重建",
      "The history tables were damaged or missing and are being rebuilt from the journal.",
      "无需处理。",
      "Nothing to do."),
  STORE_DOWN(
      "报表数据不可用",
      "The history tables cannot be written; the queue goes on without them.",
      "查看日志；重建命令：xuhao rebuild，区级报表加 --district。",
      "See the log; rebuild with: xuhao rebuild, for the district's tables with --district."),
  HISTORY_CONFLICT(
      "厅的记录有两种内容",
      "A hall sent another content under the name of an event that had come; the first is kept.",
      "查明该厅是否启动了旧磁盘、克隆盘或两台主机，只保留一台；核对后在本页点“已核对”。",
      "Find out whether an old or copied disk or a second appliance runs as this hall, stop it,"
          + " and press Checked on the page of faults."),
  HISTORY_UNFIT(
      "厅的记录无法计入报表",
      "An event of a hall does not go with its earlier ones; reports are without it.",
      "查看日志并报修；该厅叫号不受影响。",
      "See the log and report it; the hall's queue is not affected."),
  HISTORY_NEWER(
      "新版本大厅的部分记录暂不计入报表",
      "A hall with a newer release sent events that this one does not understand; they are kept.",
      "更新本机的版本；之后自动计入，无需其他处理。",
      "Update this appliance; what was kept is counted by itself then."),
  HISTORY_GAP(
      "厅的记录缺失",
      "Events of a hall have not come; reports of those days are incomplete.",
      "检查该厅的网络和主机；恢复后自动补齐，随旧磁盘丢失的部分自动确认缺失，报表注明。",
      "Check the hall's network and appliance; it sends them again, or says that they went with a"
          + " lost disk, which reports of those days then note."),
  LIST_DAMAGED(
      "帐号或配对名单损坏",
      "The list of accounts or of paired browsers cannot be read; it was put aside.",
      "取号、叫号照常。从备份恢复 keys 目录中的文件后重启，或用日志中的代码新建管理员、重新配对。",
      "Numbers and pads go on. Put the file in keys back from a backup and restart, or make an"
          + " administrator with the code in the log, and pair anew."),
  CLOCK_STEPPED(
      "系统时钟跳变",
      "The wall clock jumped; waits and order are not affected.",
      "检查时间同步。",
      "Check time synchronisation."),
  CLOCK_APART(
      "时钟与其他大厅不一致",
      "This appliance's clock is minutes apart from most other halls'; waits and order are right.",
      "核对本机时间，检查时间同步（timedatectl）；取号叫号照常。",
      "Set the clock right and check time synchronisation (timedatectl); numbers and calls go on."),
  DISK_LOW("磁盘空间不足", "The disk is nearly full.", "清理磁盘空间。", "Free disk space."),
  DISTRICT_CUT(
      "与区级系统的连接中断",
      "The district's server is not reached; the hall goes on by itself.",
      "检查网络；恢复后自动补传，无需处理。",
      "Check the network; it reconnects and catches up by itself."),
  DISTRICT_COPIES(
      "区级数据的副本数不足",
      "The district's servers do not keep its streams as often as district.copies says.",
      "启动全部 NATS 服务器并核对集群配置；随后自动补齐，无需处理。",
      "Start all NATS servers and compare their cluster settings; the copies are made by"
          + " themselves."),
  DISTRICT_PAST(
      "日志为空，未能从区级取回本厅记录",
      "The journal is empty and the hall's past was not fetched; today's numbers begin higher.",
      "新装大厅可忽略；否则在网络恢复后停机，移走 journal 目录再启动。",
      "In a new hall, nothing; else stop it when the line is back, move its journal folder away and"
          + " start it again."),
  DISTRICT_OLD_DISK(
      "本机磁盘比区级记录旧",
      "The district has events of this hall that its journal lacks, and they could not be added;"
          + " today's numbers begin higher.",
      "换回最新的磁盘；已丢失时停机，移走 journal 目录再启动，记录从区级取回。",
      "Put the newest disk back; if it is lost, stop the hall, move its journal folder away and"
          + " start it again: its past comes from the district."),
  DISTRICT_UNKEPT(
      "区级数据无法保存或处理",
      "What the district says cannot be kept on disk, or an error of ours came with it; the queue"
          + " goes on.",
      "写明“error of ours”时为程序错误，请导出日志并报修；否则检查磁盘空间和权限。系统会自动再试。",
      "If it speaks of an error of ours, send the log to whoever serves the machine; else check"
          + " disk space and rights. It is tried again by itself."),
  DISTRICT_CROWDED(
      "区级办件过多，内存放不下",
      "The district has more open cases than this appliance's memory holds: some that began in"
          + " other halls are not known here. The queue goes on.",
      "加大 jvm.args 中的 -Xmx 和服务的 MemoryHigh（每件约 1.6 KiB）后重启，缺的自动补读。",
      "Raise -Xmx in jvm.args and MemoryHigh of the service by 1.6 KiB for each case, and start the"
          + " hall again; what is missing is read then."),
  DISTRICT_PROOF(
      "区级联网的密码或证书文件不可用",
      "The files that prove this hall to the district cannot be used; it goes on by itself.",
      "改正 hall.yaml 的 district 部分或补上文件；随后自动重连，无需重启。",
      "Put the files of district in hall.yaml right; they are read again by themselves."),
  DISTRICT_UNTOLD(
      "本大厅的状况无法告知其他大厅",
      "The other halls cannot be told how this one is; the queue goes on.",
      "系统会自动再试；持续出现时导出日志并报修。",
      "It is tried again by itself; if it stays, send the log to whoever serves the machine."),
  DISTRICT_FOREIGN(
      "收到不该有的区级数据",
      "A hall sent what it may not or what cannot be read; it was not taken.",
      "核对该大厅的设置和版本；由区级管理员检查其帐号权限。一小时内不再出现即自动消除。",
      "Compare that hall's settings and release; have its rights at the server checked. It ends an"
          + " hour after the last of it."),
  DISTRICT_TWICE(
      "两套设备使用同一大厅编号",
      "Two appliances write as one hall: an appliance or its disk was copied.",
      "停用其中一套，一分钟后自动消除；同一记录内容不一致的，一小时后消除。由负责人核对当天的办件。",
      "Stop one of the two: it ends within a minute, or within an hour where one name had two"
          + " contents. A person compares that day's cases."),
  EDITION_DAMAGED(
      "区级资料有误，沿用上一版",
      "An edition of the district's clerks or services cannot be read; the one before goes on.",
      "由区级在人员或业务文件中改一处再存盘，即发布新版；核对各厅的 visitorKey 是否相同。",
      "Change something in the office's file of people or services, which publishes the next one;"
          + " compare visitorKey with the other halls'."),
  EDITION_SOURCE(
      "区级人员或业务文件有错，未发布",
      "The office's file of people or services is wrong; what was published before counts on.",
      "按详情中的行号改正后存盘，几秒后自动发布。",
      "Mend the line that the detail names and save; it is published within seconds."),
  EDITION_ACCOUNTS(
      "区级机构没有帐号名单，人员登录未发布",
      "The office has no list of accounts; the sign-ins that were published before count on.",
      "从备份恢复 keys 目录后重启；没有备份时用日志中的代码新建管理员，区级人员的帐号随即取回。",
      "Put the folder keys back from a backup and restart; without one make an administrator with"
          + " the code in the log: the accounts of the district's clerks are then taken back."),
  EDITION_REPLACED(
      "尚未生效的区级资料被后来的版本取代",
      "An edition that waited for its date was replaced by a later one and will not count.",
      "仍需按期生效的，把它连同 from 再存一次盘；不再需要的，无需处理，到期自动消除。",
      "If it should still count, save it once more with its from, with what was mended since; else"
          + " do nothing: it ends on that date."),
  LOOP_SLOW(
      "处理变慢",
      "An event loop or the hall's writer was blocked.",
      "查看日志；持续出现时请报修。",
      "See the log; report it if it goes on.");

  private final String happenedZh;
  private final String happenedEn;
  private final String doThisZh;
  private final String doThisEn;

  FaultCode(String happenedZh, String happenedEn, String doThisZh, String doThisEn) {
    this.happenedZh = happenedZh;
    this.happenedEn = happenedEn;
    this.doThisZh = doThisZh;
    this.doThisEn = doThisEn;
  }

  /** The stable code, such as {@code PAPER-OUT}. */
  public String code() {
    return name().replace('_', '-');
  }

  public String happenedZh() {
    return happenedZh;
  }

  public String happenedEn() {
    return happenedEn;
  }

  public String doThisZh() {
    return doThisZh;
  }

  public String doThisEn() {
    return doThisEn;
  }
}
